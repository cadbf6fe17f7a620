package io.ddp4ee.capture;

/** How a transaction ended, as far as its writer was told. */
public enum Outcome {
    COMMITTED,
    ROLLED_BACK,
    /** The commit was sent, and what became of it is known to the database only. */
    UNKNOWN
}

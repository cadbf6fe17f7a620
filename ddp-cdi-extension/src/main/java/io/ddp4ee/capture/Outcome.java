package io.ddp4ee.capture;

/** How a transaction ended, as far as its writer was told. */
public enum Outcome {
    COMMITTED,
    /** Perhaps rolled back; but after the commit was sent, what became of it is known to the database only. */
    UNKNOWN
}

package io.ddp4ee.matching.value;

/**
 * What the database would answer is not known here; or it is known to answer with an error, which is the whole query's.
 * Thrown for single rows among many, so it comes without a stack trace.
 */
public final class Unjudged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unjudged(String why) {
        super(why, null, false, false);
    }
}

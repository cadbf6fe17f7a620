package io.ddp4ee.binding;

/** A value of a client does not fit the parameter. The client is told no more than that; the message is for the log. */
public final class MatchFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MatchFailedException(String message) {
        super(message);
    }

    MatchFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}

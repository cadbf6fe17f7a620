package io.ddp4ee.document;

/** A query has more rows than the server is configured to send. */
public final class TooManyRowsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyRowsException(String message) {
        super(message, null, false, false);
    }
}

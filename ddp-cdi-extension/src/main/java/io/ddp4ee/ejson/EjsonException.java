package io.ddp4ee.ejson;

/** The text is no JSON, or the JSON no EJSON. */
public final class EjsonException extends Exception {
    private static final long serialVersionUID = 1L;

    EjsonException(String message) {
        super(message);
    }

    EjsonException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.ddp4ee.jpql;

/** An expression that an application wrote cannot be understood; the message says which, and why. */
public final class JpqlException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public JpqlException(String message) {
        super(message);
    }

    JpqlException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The same mistake, with the text that it stands in. */
    JpqlException in(String text) {
        return new JpqlException("\"" + text + "\": " + getMessage(), this);
    }
}

package io.ddp4ee.meteor;

/** A bundle cannot be served. The message says why, and what to do. */
final class BundleException extends Exception {
    private static final long serialVersionUID = 1L;

    BundleException(String message) {
        super(message);
    }

    BundleException(String message, Throwable cause) {
        super(message, cause);
    }
}

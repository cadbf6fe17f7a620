package io.ddp4ee.extension;

/** The application cannot be served as it is; the message says all that is to be mended. */
public final class DeploymentRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeploymentRefusedException(String message) {
        super(message);
    }

    DeploymentRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}

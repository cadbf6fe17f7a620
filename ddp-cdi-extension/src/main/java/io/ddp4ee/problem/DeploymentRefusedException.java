package io.ddp4ee.problem;

/** The application cannot be served as it is; the message says all that is to be mended. */
public final class DeploymentRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DeploymentRefusedException(String message) {
        super(message);
    }

    public DeploymentRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}

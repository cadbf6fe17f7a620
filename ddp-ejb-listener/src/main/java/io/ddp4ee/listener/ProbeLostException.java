package io.ddp4ee.listener;

/** What is sent does not arrive. */
final class ProbeLostException extends Exception {
    private static final long serialVersionUID = 1L;

    ProbeLostException(String message) {
        super(message, null, false, false);
    }
}

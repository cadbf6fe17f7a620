package io.ddp4ee.transport.sockjs;

import io.ddp4ee.transport.SockJsText;

/**
 * What a response gets that its session has nothing else for.
 *
 * @param frame the only one
 */
record Refusal(String frame) implements FrameSource {

    /** For a second response of a session while there is the first. */
    static final Refusal ANOTHER_IS_OPEN = new Refusal(SockJsText.close(2010, "Another connection still open"));

    @Override
    public String next(Receiver receiver) {
        return frame;
    }

    @Override
    public void left(Receiver receiver) {
        // It was never there.
    }

    @Override
    public void broken(Receiver receiver) {
        // Nor was it needed.
    }
}

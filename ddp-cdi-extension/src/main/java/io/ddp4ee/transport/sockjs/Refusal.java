package io.ddp4ee.transport.sockjs;

import io.ddp4ee.transport.SockJsText;

/** What a second response of a session gets while there is the first. */
enum Refusal implements FrameSource {
    ANOTHER_IS_OPEN;

    private static final int CODE = 2010;

    @Override
    public String next(Receiver receiver) {
        return SockJsText.close(CODE, "Another connection still open");
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

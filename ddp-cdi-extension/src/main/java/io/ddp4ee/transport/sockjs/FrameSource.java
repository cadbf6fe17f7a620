package io.ddp4ee.transport.sockjs;

import jakarta.annotation.Nullable;

/** Where a response gets its frames from. Called by one thread at a time, and without locks of the container's or ours. */
interface FrameSource {

    /** The next frame; null if there is none now: then the response is woken when there is one. */
    @Nullable
    String next(Receiver receiver);

    /** The response has had its last frame. */
    void left(Receiver receiver);

    /** The response has failed, and a frame may be lost. */
    void broken(Receiver receiver);
}

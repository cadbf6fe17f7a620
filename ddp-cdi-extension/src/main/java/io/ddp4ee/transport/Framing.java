package io.ddp4ee.transport;

import java.util.List;

import jakarta.annotation.Nullable;

/** How DDP messages stand in the frames of a WebSocket. */
interface Framing {

    /** What the server says first; null for nothing. */
    @Nullable
    String opening();

    /** One message in one frame: a Meteor client acts on the messages of one frame in no certain order. */
    String frame(String message);

    /** What the server says after a silence; null for nothing. */
    @Nullable
    String heartbeat();

    /** What the server says last; null for nothing. */
    @Nullable
    String closing(int code, @Nullable String reason);

    /** Characters of a frame with a message of so many. */
    int room(int message);

    /**
     * The messages of a client's frame.
     *
     * @throws BrokenFramingException if there is no telling
     */
    List<String> messages(String frame) throws BrokenFramingException;
}

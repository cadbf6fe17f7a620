package io.ddp4ee.transport;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;

import io.ddp4ee.session.Connection;

/** A WebSocket of the container as what a DDP session writes to. */
final class WebSocketConnection implements Connection {

    private static final Logger LOG = System.getLogger(WebSocketConnection.class.getName());

    /** A close frame has room for 125 bytes, two of which are the code. */
    private static final int LONGEST_REASON = 123;

    /**
     * For the client to take what is on its way, and the close frame. One that reads nothing would keep the connection, and
     * what is on its way, for as long as it likes.
     */
    private static final long CLOSING_MILLIS = 10_000;

    private final Session session;
    private final Framing framing;

    WebSocketConnection(Session session, Framing framing) {
        this.session = session;
        this.framing = framing;
    }

    @Override
    public void send(String message, Consumer<Throwable> done) {
        try {
            session.getAsyncRemote().sendText(framing.frame(message), result -> done.accept(result.getException()));
        } catch (RuntimeException e) {
            // The session has been closed in the meantime.
            done.accept(e);
        }
    }

    @Override
    public void close(int code, String reason) {
        try {
            session.setMaxIdleTimeout(CLOSING_MILLIS);
            session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), fit(reason)));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A connection that was to be closed was gone already", e);
        }
    }

    private static String fit(String reason) {
        if (reason == null) {
            return null;
        }
        byte[] bytes = reason.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= LONGEST_REASON
                ? reason
                : new String(Arrays.copyOf(bytes, LONGEST_REASON - 3), StandardCharsets.UTF_8);
    }
}

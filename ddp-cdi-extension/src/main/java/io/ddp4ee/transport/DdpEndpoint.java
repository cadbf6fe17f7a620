package io.ddp4ee.transport;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import jakarta.annotation.Nullable;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;

import io.ddp4ee.session.CloseCode;
import io.ddp4ee.session.Handshake;
import io.ddp4ee.session.Link;

/** One client's WebSocket. */
public final class DdpEndpoint extends Endpoint {

    private static final Logger LOG = System.getLogger(DdpEndpoint.class.getName());

    private final Transport transport;
    private final Handshakes handshakes;
    private final Framing framing;
    private WebSocketConnection connection;

    /**
     * Null again when it has ended or is to be closed: WildFly's idle threads keep the last handshake that they served, and this
     * with it.
     */
    @Nullable
    private volatile Link link;

    /** The connection is to be closed, perhaps before there is a link. */
    private volatile boolean closing;

    /** @param transport null while nothing can be served */
    DdpEndpoint(@Nullable Transport transport, Handshakes handshakes, Framing framing) {
        this.transport = transport;
        this.handshakes = handshakes;
        this.framing = framing;
    }

    @Override
    public void onOpen(jakarta.websocket.Session webSocket, EndpointConfig config) {
        Handshake handshake = handshakes.take(webSocket);
        if (transport == null) {
            WebSocketConnection.end(webSocket, CloseCode.TRY_AGAIN_LATER, "The database does not answer yet");
            return;
        }
        connection = new WebSocketConnection(webSocket, framing, transport, this::forget);
        webSocket.setMaxIdleTimeout(0);
        int largest = framing.room(transport.largestMessage());
        webSocket.setMaxTextMessageBufferSize(largest);
        webSocket.setMaxBinaryMessageBufferSize(bytes(largest));
        if (framing.opening() != null) {
            try {
                webSocket.getBasicRemote().sendText(framing.opening());
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "A client went away while its connection was opened", e);
                WebSocketConnection.end(webSocket, CloseCode.GOING_AWAY, null);
                return;
            }
        }
        connection.opened();
        // What refuses it there and then is done on this thread: an application that has stopped has no other left for
        // it.
        connection.receive(() -> open(handshake));
        if (closing) {
            return;
        }
        webSocket.addMessageHandler(String.class, new Texts());
        webSocket.addMessageHandler(ByteBuffer.class, new Binaries());
    }

    private void open(Handshake handshake) {
        link = transport.sessions().open(connection, handshake);
        // Either this is seen here, or the link by whoever closes.
        if (closing) {
            link = null;
        }
    }

    private void forget() {
        closing = true;
        link = null;
    }

    /**
     * Takes a message in parts, so that its size is known before all of it is in memory; containers enforce a limit of
     * their own at different places, or not at all.
     */
    private final class Texts implements MessageHandler.Partial<String> {

        private final StringBuilder text = new StringBuilder();

        @Override
        public void onMessage(String part, boolean last) {
            connection.receive(() -> take(part, last));
        }

        private void take(String part, boolean last) {
            if (text.length() + part.length() > room()) {
                tooBig();
                return;
            }
            if (last && text.length() == 0) {
                receive(part);
                return;
            }
            text.append(part);
            if (last) {
                String whole = text.toString();
                text.setLength(0);
                text.trimToSize();
                receive(whole);
            }
        }
    }

    /**
     * Some clients send text as binary frames, and Meteor's server reads them. In parts too: containers that are asked for
     * whole messages collect them without a limit.
     */
    private final class Binaries implements MessageHandler.Partial<ByteBuffer> {

        private final BinaryParts parts = new BinaryParts(() -> bytes(room()));

        @Override
        public void onMessage(ByteBuffer part, boolean last) {
            connection.receive(() -> take(part, last));
        }

        private void take(ByteBuffer part, boolean last) {
            if (!parts.add(part)) {
                tooBig();
            } else if (last) {
                receive(parts.take());
            }
        }

        private void receive(ByteBuffer whole) {
            try {
                DdpEndpoint.this.receive(
                        StandardCharsets.UTF_8.newDecoder().decode(whole).toString());
            } catch (CharacterCodingException e) {
                close(CloseCode.NOT_CONSISTENT, "Not UTF-8");
            }
        }
    }

    private void tooBig() {
        close(CloseCode.TOO_BIG, "A message may have " + most() + " characters");
    }

    /** What so many characters have at most in UTF-8. */
    private static int bytes(int characters) {
        return (int) Math.min(Integer.MAX_VALUE, 3L * characters);
    }

    /** Of a frame that comes now. */
    private int room() {
        return framing.room(most());
    }

    private int most() {
        Link open = link;
        return open == null ? 0 : transport.most(open);
    }

    private void receive(String frame) {
        try {
            for (String message : framing.messages(frame)) {
                hand(message);
            }
        } catch (BrokenFramingException e) {
            close(BrokenFramingException.CODE, e.getMessage());
        }
    }

    private void hand(String message) {
        Link open = link;
        if (open != null && message.length() > transport.most(open)) {
            tooBig();
        } else if (open != null) {
            open.receive(message);
        }
    }

    private void close(int code, @Nullable String reason) {
        Link open = link;
        link = null;
        if (open != null) {
            open.close(code, reason);
        }
    }

    @Override
    public void onClose(jakarta.websocket.Session webSocket, CloseReason reason) {
        Link ended = link;
        link = null;
        if (ended != null) {
            ended.lost();
        }
        if (connection != null) {
            connection.ended();
        }
    }

    @Override
    public void onError(jakarta.websocket.Session webSocket, Throwable failure) {
        LOG.log(Level.DEBUG, "A connection failed", failure);
        Link broken = link;
        if (broken != null) {
            broken.broken(failure);
        }
    }
}

package io.ddp4ee.transport.sockjs;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.Nullable;

import io.ddp4ee.session.Handshake;
import io.ddp4ee.session.Link;
import io.ddp4ee.transport.Transport;

/** The SockJS sessions over HTTP, by the ids that their clients have made up. */
public final class SockJsSessions {

    private final Transport transport;
    private final Map<String, SockJsSession> sessions = new ConcurrentHashMap<>();

    public SockJsSessions(Transport transport) {
        this.transport = transport;
    }

    int most(Link link) {
        return transport.most(link);
    }

    /** Null if there is none, or it is somebody else's. */
    @Nullable
    SockJsSession known(String id, Handshake handshake) {
        SockJsSession session = sessions.get(id);
        return session != null && session.isOf(handshake.principal()) ? session : null;
    }

    /**
     * The session of that id, which begins now if there is none; null if it is somebody else's. One that is refused as it
     * begins is told so in the response that it is for, and not kept: there may be any number of these.
     */
    @Nullable
    SockJsSession open(String id, Handshake handshake) {
        SockJsSession[] refused = new SockJsSession[1];
        SockJsSession session = sessions.computeIfAbsent(id, absent -> {
            SockJsSession opened = SockJsSession.open(absent, this, transport.times(), transport.sessions(), handshake);
            if (opened.isClosing()) {
                refused[0] = opened;
                return null;
            }
            transport.rounds().add(opened);
            return opened;
        });
        SockJsSession found = session == null ? refused[0] : session;
        return found.isOf(handshake.principal()) ? found : null;
    }

    int count() {
        return sessions.size();
    }

    long now() {
        return transport.rounds().now();
    }

    /** To end a response that its client does not read takes some containers a while. */
    void abandon(Receiver receiver) {
        transport.closers().execute(receiver::abandon, true);
    }

    void forget(SockJsSession session) {
        sessions.remove(session.id(), session);
        transport.rounds().remove(session);
    }

    /** The application has stopped: no response may be left behind. */
    public void close() {
        List.copyOf(sessions.values()).forEach(SockJsSession::end);
    }
}

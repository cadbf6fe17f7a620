package io.ddp4ee.session;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.ddp4ee.query.Timer;

/** All sessions of this server. */
public final class Sessions {

    private final SessionServices services;
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();

    public Sessions(SessionServices services, Timer timer) {
        this.services = services;
        if (!services.limits().heartbeat().isZero()) {
            tickLater(timer);
        }
    }

    private void tickLater(Timer timer) {
        timer.after(services.limits().heartbeat(), () -> {
            tick(services.limits().heartbeat().toNanos());
            tickLater(timer);
        });
    }

    /** A connection has opened. What comes from it goes to the session; its end closes it. */
    public Session open(Connection connection, Handshake handshake) {
        Session session = new Session(services, connection, handshake);
        sessions.add(session);
        session.handle().onClose(() -> sessions.remove(session));
        return session;
    }

    private void tick(long interval) {
        long now = System.nanoTime();
        sessions.forEach(session -> session.tick(interval, now));
    }

    public int count() {
        return sessions.size();
    }

    /** The application goes away; clients reconnect by themselves. */
    public void close() {
        sessions.forEach(session -> session.close(CloseCode.GOING_AWAY, "The application stops"));
    }
}

package io.ddp4ee.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.Nullable;

import io.ddp4ee.query.Timer;

/** All sessions of this server. */
public final class Sessions {

    private static final Logger LOG = System.getLogger(Sessions.class.getName());

    /** What does not read, or never connects, is found even where clients are not asked whether they are there. */
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(15);

    private final SessionServices services;
    private final Timer timer;
    private final Addresses addresses;

    /** With the address that each began with. */
    private final Map<Session, String> sessions = new ConcurrentHashMap<>();

    /** Those that have connected, by what only their clients know. */
    private final Map<String, Session> connected = new ConcurrentHashMap<>();

    private volatile boolean closed;

    /** @param perAddress how many sessions the clients of one address may have */
    public Sessions(SessionServices services, Timer timer, int perAddress) {
        this.services = services;
        this.timer = timer;
        this.addresses = new Addresses(perAddress);
        tickLater();
    }

    private void tickLater() {
        timer.after(round(services.limits().heartbeat()), () -> {
            try {
                tick(timer.nanoTime());
            } finally {
                tickLater();
            }
        });
    }

    /** A whole part of the heartbeat's interval, so that none is found later than it may be. */
    static Duration round(Duration heartbeat) {
        if (heartbeat.isZero()) {
            return LONGEST_ROUND;
        }
        long rounds = (heartbeat.toNanos() + LONGEST_ROUND.toNanos() - 1) / LONGEST_ROUND.toNanos();
        return heartbeat.dividedBy(rounds);
    }

    /** A connection has opened. What comes from it, and its end, is told the link. */
    public Link open(Connection connection, Handshake handshake) {
        Link link = new Link(connection);
        Session session = new Session(services, this, link, handshake, timer::nanoTime);
        link.moveTo(session);
        sessions.put(session, handshake.clientAddress());
        session.handle().onClose(() -> forget(session));
        if (!addresses.enter(handshake.clientAddress())) {
            session.close(CloseCode.TRY_AGAIN_LATER, "Too many sessions of one address");
        }
        // Either this is seen here, or the session by whoever closes all: no client waits for an application that has
        // gone.
        if (closed) {
            goAway(session);
            // Nobody may be left to tell of its end.
            forget(session);
        }
        return link;
    }

    void connected(Session session) {
        connected.put(session.secret(), session);
        // Its end comes before it is forgotten: either that is seen here, or it is forgotten after this.
        if (session.isClosed()) {
            connected.remove(session.secret());
        }
    }

    /** The session that has been given this secret; null if there is none any more. */
    @Nullable
    Session known(String secret) {
        return connected.get(secret);
    }

    void forget(Session session) {
        String address = sessions.remove(session);
        if (address != null) {
            addresses.leave(address);
        }
        connected.remove(session.secret());
    }

    void after(Duration delay, Runnable task) {
        timer.after(delay, task);
    }

    private void tick(long now) {
        for (Session session : sessions.keySet()) {
            try {
                session.liveness().tick(now);
            } catch (RuntimeException | Error e) {
                // The others are looked after all the same.
                LOG.log(Level.ERROR, "A session could not be looked after", e);
            }
        }
    }

    /** So many of them, as they are now, or were a moment ago. */
    public List<SessionLook> look(int most) {
        return sessions.keySet().stream()
                .limit(most)
                .map(SessionLook::of)
                .filter(Objects::nonNull)
                .toList();
    }

    Set<Session> all() {
        return sessions.keySet();
    }

    public int count() {
        return sessions.size();
    }

    /**
     * The application goes away; clients reconnect by themselves. Those that read are told first: to close the connection of
     * one that does not takes some containers seconds, and they do not wait that long for an application to stop.
     */
    public void close() {
        closed = true;
        long now = timer.nanoTime();
        sessions.keySet().stream()
                .filter(session -> session.liveness().reads(now))
                .forEach(Sessions::goAway);
        sessions.keySet().forEach(Sessions::goAway);
    }

    private static void goAway(Session session) {
        session.close(CloseCode.GOING_AWAY, "The application stops");
    }
}

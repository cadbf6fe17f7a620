package io.ddp4ee.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.ddp4ee.query.Timer;

/** All sessions of this server. */
public final class Sessions {

    private static final Logger LOG = System.getLogger(Sessions.class.getName());

    /** What does not read, or never connects, is found even where clients are not asked whether they are there. */
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(15);

    private final SessionServices services;
    private final Timer timer;
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();

    public Sessions(SessionServices services, Timer timer) {
        this.services = services;
        this.timer = timer;
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

    /** A connection has opened. What comes from it goes to the session; its end closes it. */
    public Session open(Connection connection, Handshake handshake) {
        Session session = new Session(services, connection, handshake, timer::nanoTime);
        sessions.add(session);
        session.handle().onClose(() -> sessions.remove(session));
        return session;
    }

    private void tick(long now) {
        for (Session session : sessions) {
            try {
                session.tick(now);
            } catch (RuntimeException | Error e) {
                // The others are looked after all the same.
                LOG.log(Level.ERROR, "A session could not be looked after", e);
            }
        }
    }

    public int count() {
        return sessions.size();
    }

    /**
     * The application goes away; clients reconnect by themselves. Those that read are told first: to close the connection of
     * one that does not takes some containers seconds, and they do not wait that long for an application to stop.
     */
    public void close() {
        long now = timer.nanoTime();
        sessions.stream().filter(session -> session.reads(now)).forEach(Sessions::goAway);
        sessions.forEach(Sessions::goAway);
    }

    private static void goAway(Session session) {
        session.close(CloseCode.GOING_AWAY, "The application stops");
    }
}

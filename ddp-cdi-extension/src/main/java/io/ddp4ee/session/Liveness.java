package io.ddp4ee.session;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.ddp4ee.message.ServerMessage.Ping;

/** Whether a session's client is there, and reads. */
final class Liveness {

    /** So long no client takes that reads, unless its network is bad. */
    private static final long LONG_IN_FLIGHT = Duration.ofSeconds(1).toNanos();

    private final Session session;
    private final LongSupplier clock;

    /** Of the connection that the session has. */
    private volatile Heartbeat heartbeat;

    private volatile boolean answersPings;

    Liveness(Session session, LongSupplier clock) {
        this.session = session;
        this.clock = clock;
        this.heartbeat = newHeartbeat();
    }

    private Heartbeat newHeartbeat() {
        return new Heartbeat(session.services().limits().heartbeat(), clock.getAsLong());
    }

    /** The client has connected, for the first time or again. */
    void connected(String version) {
        answersPings = Versions.hasHeartbeats(version);
        heartbeat = newHeartbeat();
    }

    /** Whether the client knows of heartbeats. */
    boolean answersPings() {
        return answersPings;
    }

    void heard() {
        heartbeat.heard(clock.getAsLong());
    }

    /** Whether the client takes what it is sent, as far as is known. */
    boolean reads(long now) {
        return session.inFlightNanos(now) < LONG_IN_FLIGHT;
    }

    /** A client that does not read or that never connects is dropped; of one that is not there, the connection is. */
    void tick(long now) {
        if (session.inFlightNanos(now)
                > session.services().limits().sendTimeout().toNanos()) {
            session.close(CloseCode.TRY_AGAIN_LATER, "The client does not read");
            return;
        }
        // Before the verdict: if the client has come back on another connection by then, that is spoken of.
        Link link = session.link();
        switch (verdict(now)) {
            case GONE -> session.absence().presume(link);
            // Not on the timer, which others wait for.
            case ASK -> session.services().threads().pool().execute(() -> session.send(new Ping()));
            case FINE -> {
                // Until the next time.
            }
        }
    }

    private Heartbeat.Verdict verdict(long now) {
        return switch (session.state()) {
            case NEW, REFUSED -> heartbeat.unconnected(now);
            case CONNECTED -> answersPings ? heartbeat.connected(now) : Heartbeat.Verdict.FINE;
            case PARKED, CLOSED -> Heartbeat.Verdict.FINE;
        };
    }
}

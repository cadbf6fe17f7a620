package io.ddp4ee.session;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.ddp4ee.message.ServerMessage.Ping;
import io.ddp4ee.session.Session.State;

/**
 * Whether the connection that a session has lives still, though somebody has come back to the session on another: a server
 * may hear of a lost connection later than of the one that follows it. Only a session whose connection is lost may be gone
 * on with, so this is found out first.
 */
final class Inquiry {

    /** Longer than a client that is there needs for an answer; and whoever asks waits. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Session session;
    private final Sessions sessions;
    private final Queue<Runnable> asking = new ConcurrentLinkedQueue<>();

    Inquiry(Session session, Sessions sessions) {
        this.session = session;
        this.sessions = sessions;
    }

    boolean isPossible() {
        return session.state() == State.CONNECTED && session.liveness().answersPings();
    }

    /** Goes on when it is known, or cannot be found out, on a worker's thread. */
    void ask(Runnable answered) {
        asking.add(answered);
        if (session.state() == State.CONNECTED) {
            session.send(new Ping());
            sessions.after(PATIENCE, this::answer);
        } else {
            // Its state changed before there was anybody to be told.
            answer();
        }
    }

    /**
     * The client has answered, or its connection is lost; or it has had its time. That it says something else proves nothing,
     * since that may have been on its way when the connection was lost.
     */
    void answer() {
        Runnable next = asking.poll();
        while (next != null) {
            session.services().threads().workers().execute(next);
            next = asking.poll();
        }
    }
}

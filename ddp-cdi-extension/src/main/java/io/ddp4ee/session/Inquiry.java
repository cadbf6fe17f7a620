package io.ddp4ee.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

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

    /** In the order in which they have come. Guarded by itself. */
    private final List<Consumer<Boolean>> asking = new ArrayList<>();

    Inquiry(Session session, Sessions sessions) {
        this.session = session;
        this.sessions = sessions;
    }

    boolean isPossible() {
        return session.state() == State.CONNECTED && session.liveness().answersPings();
    }

    /**
     * Goes on when it is known, or cannot be found out, on a worker's thread.
     *
     * @param answered told whether nobody has asked since; whoever has, goes on before
     */
    void ask(Consumer<Boolean> answered) {
        synchronized (asking) {
            asking.add(answered);
        }
        if (session.state() == State.CONNECTED) {
            session.send(new Ping());
            sessions.after(PATIENCE, () -> giveUp(answered));
        } else {
            // Its state changed before there was anybody to be told.
            answer();
        }
    }

    /** One who has asked has waited for long enough; with one who has asked since, for whom that is not so yet, it waits on. */
    private void giveUp(Consumer<Boolean> one) {
        boolean isLast;
        synchronized (asking) {
            isLast = !asking.isEmpty() && asking.get(asking.size() - 1) == one;
        }
        if (isLast) {
            answer();
        }
    }

    /**
     * The client has answered, or its connection is lost; or it has had its time. That it says something else proves nothing,
     * since that may have been on its way when the connection was lost.
     */
    void answer() {
        List<Consumer<Boolean>> answered;
        synchronized (asking) {
            answered = List.copyOf(asking);
            asking.clear();
        }
        int last = answered.size() - 1;
        if (last >= 0) {
            session.services().threads().workers().execute(() -> {
                for (int i = last; i >= 0; i--) {
                    answered.get(i).accept(i == last);
                }
            });
        }
    }
}

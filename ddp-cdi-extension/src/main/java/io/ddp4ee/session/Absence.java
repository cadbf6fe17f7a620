package io.ddp4ee.session;

import java.util.Objects;
import java.util.Set;

import jakarta.annotation.Nullable;

import io.ddp4ee.message.Outgoing;
import io.ddp4ee.message.Request;
import io.ddp4ee.session.Session.State;

/**
 * A session whose connection is lost waits for its client to come back on another, on which it goes on as if nothing had
 * happened. Its subscriptions and calls go on meanwhile, and what is to be sent waits.
 */
final class Absence {

    private final Session session;
    private final Sessions sessions;

    /** The client has said that it does not come back. Under the session's lock. */
    private boolean isExcluded;

    Absence(Session session, Sessions sessions) {
        this.session = session;
        this.sessions = sessions;
    }

    void exclude() {
        session.locked(() -> isExcluded = true);
    }

    private Resumption resumption() {
        return session.services().limits().resumption();
    }

    /**
     * A connection has ended. It need not be the one that the session has now.
     *
     * @return whether the session has ended with it
     */
    boolean lost(Link ended) {
        boolean[] isLast = new boolean[1];
        boolean[] isPresent = new boolean[1];
        session.locked(() -> {
            isPresent[0] = session.delivery().link() == ended;
            if (isPresent[0] && session.state() != State.PARKED) {
                boolean waits = session.state() == State.CONNECTED
                        && !isExcluded
                        && !resumption().grace().isZero();
                isLast[0] = !waits;
                if (waits) {
                    begin();
                }
            }
        });
        if (isLast[0]) {
            session.close(CloseCode.NORMAL, null);
        }
        if (isPresent[0]) {
            session.inquiry().answer();
        }
        return isLast[0];
    }

    /** A connection seems to have ended, but its end may not be told for long: its client may sleep. */
    void presume(Link ended) {
        if (!lost(ended)) {
            ended.connection().close(CloseCode.NORMAL, null);
        }
    }

    private void begin() {
        session.setState(State.PARKED);
        session.delivery()
                .park(full -> giveUp(full, CloseCode.TRY_AGAIN_LATER, "Too much waits for a client that is away"));
        Outbox parked = session.delivery().outbox();
        sessions.after(resumption().grace(), () -> giveUp(parked, CloseCode.NORMAL, null));
    }

    /** The client has not come back, or not in time; unless it has since, and may have been lost again. */
    private void giveUp(Outbox parked, int code, @Nullable String reason) {
        session.ending().nowIf(() -> session.delivery().outbox() == parked, code, reason);
    }

    /**
     * The client has come back on another connection, which has begun a session of its own.
     *
     * @param received how many messages it has by its own count
     * @return whether it may go on here; if not, and it was waited for, the session ends
     */
    boolean end(Session other, String version, int received) {
        boolean[] may = new boolean[1];
        Outbox[] inVain = new Outbox[1];
        session.locked(() -> {
            boolean isAway = session.state() == State.PARKED;
            may[0] = isAway
                    && session.delivery().reachesBackTo(received)
                    && session.handle().isOfTheSameUser(other.handle());
            inVain[0] = isAway && !may[0] ? session.delivery().outbox() : null;
            // If the client has gone again, it is waited for still.
            if (may[0] && other.leaveTo(session)) {
                goOn(other, version, received);
            }
        });
        if (may[0]) {
            sessions.forget(other);
        } else if (inVain[0] != null) {
            giveUp(inVain[0], CloseCode.NORMAL, null);
        }
        return may[0];
    }

    private void goOn(Session other, String version, int received) {
        session.setState(State.CONNECTED);
        session.handle().setHandshake(other.handle().handshake());
        session.liveness().connected(version);
        Set<Request> heard = session.heardBefore(other.delivery().link());
        session.delivery().goOnWith(other.delivery(), session, session.secret(), received).stream()
                .map(Outgoing::answers)
                .filter(Objects::nonNull)
                .forEach(heard::add);
        session.resent().expect(heard);
    }
}

package io.ddp4ee.session;

import java.util.ArrayDeque;
import java.util.Deque;

import jakarta.annotation.Nullable;

/**
 * A client's connection, from its opening to its end, and the session that it is of: one of its own, until the client asks
 * to go on with an earlier one.
 */
public final class Link {

    private final Connection connection;
    private volatile Session session;

    /** What has come while it is being found out whose it is; null otherwise. Guarded by this. */
    private Deque<String> held;

    private long heldCharacters;

    Link(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    Session session() {
        return session;
    }

    void moveTo(Session other) {
        session = other;
    }

    /**
     * Whether the client has said how it wants to talk. One that is held has, and knows a session that lives, which a stranger
     * cannot.
     */
    public boolean isConnected() {
        if (isHeld()) {
            return true;
        }
        Session.State state = session.state();
        return state != Session.State.NEW && state != Session.State.REFUSED;
    }

    private synchronized boolean isHeld() {
        return held != null;
    }

    /** A text came from the client. Called for one text at a time, and does not wait. */
    public void receive(String text) {
        if (!isHeld(text)) {
            handOn(text);
        } else if (isTooMuchHeld()) {
            close(CloseCode.POLICY, "Too much waits to be handled");
        }
    }

    private void handOn(String text) {
        Session of = session;
        // What was on its way when its connection was lost is not the client's any more, which says it again.
        if (of.link() == this) {
            of.receive(text, this);
        }
    }

    private synchronized boolean isHeld(String text) {
        if (held == null) {
            return false;
        }
        held.add(text);
        heldCharacters += text.length();
        return true;
    }

    /** Apart from closing, which takes the locks of others. */
    private synchronized boolean isTooMuchHeld() {
        SessionLimits limits = session.services().limits();
        if (held == null || (held.size() <= limits.inboxMessages() && heldCharacters <= limits.inboxCharacters())) {
            return false;
        }
        held.clear();
        return true;
    }

    /** Keeps what comes until {@link #release}. On the thread that receives. */
    synchronized void hold() {
        held = new ArrayDeque<>();
    }

    /** Goes on with what has come meanwhile. What comes now has to wait for that, or it would overtake. */
    void release() {
        String next = nextHeld();
        while (next != null) {
            handOn(next);
            next = nextHeld();
        }
    }

    @Nullable
    private synchronized String nextHeld() {
        String next = held.poll();
        if (next == null) {
            held = null;
        }
        return next;
    }

    /** The connection has ended. The client may come back. */
    public void lost() {
        Session of;
        do {
            // Again if the connection has become another session's, which had not been told.
            of = session;
            of.absence().lost(this);
        } while (of != session);
    }

    /** The connection is no good any more, though it may not have ended. */
    public void broken(Throwable cause) {
        session.broken(this, cause);
    }

    /**
     * Closes the connection and ends the session, unless that goes on on another. From any thread, any number of times.
     */
    public void close(int code, @Nullable String reason) {
        Session of;
        do {
            of = session;
            closeIn(of, code, reason);
        } while (of != session);
    }

    private void closeIn(Session of, int code, @Nullable String reason) {
        boolean ends = of.ending().nowIf(() -> of.delivery().link() == this, code, reason);
        if (!ends && of.link() != this) {
            connection.close(code, reason);
        }
    }
}

package io.ddp4ee.session;

import jakarta.annotation.Nullable;

/**
 * A client's connection, from its opening to its end, and the session that it is of: one of its own, until the client asks
 * to go on with an earlier one.
 */
public final class Link {

    private final Connection connection;
    private volatile Session session;

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

    /** Whether the client has said how it wants to talk. */
    public boolean isConnected() {
        Session.State state = session.state();
        return state != Session.State.NEW && state != Session.State.REFUSED;
    }

    /** A text came from the client. Called for one text at a time, and does not wait. */
    public void receive(String text) {
        session.receive(text);
    }

    /** The connection has ended. The client may come back. */
    public void lost() {
        session.absence().lost(this);
    }

    /** The connection is no good any more, though it may not have ended. */
    public void broken(Throwable cause) {
        session.broken(this, cause);
    }

    /** Closes the connection and ends the session. From any thread, any number of times. */
    public void close(int code, @Nullable String reason) {
        session.close(code, reason);
    }
}

package io.ddp4ee.session;

import jakarta.annotation.Nullable;

import io.ddp4ee.message.ClientMessage.Connect;

/** What comes of a client's {@code connect}: nothing, a session, or an earlier one that goes on. */
final class Negotiation {

    private final Session session;
    private final Sessions sessions;

    Negotiation(Session session, Sessions sessions) {
        this.session = session;
        this.sessions = sessions;
    }

    void connect(Connect connect) {
        String version = Versions.agreed(connect);
        if (version == null) {
            session.refused(Versions.best(connect));
            return;
        }
        Session earlier = connect.session() == null ? null : sessions.known(connect.session());
        if (earlier != null && connect.receivedCount() > 0 && earlier.inquiry().isPossible()) {
            Link link = session.link();
            link.hold();
            ask(connect, version, earlier, link);
        } else {
            decide(connect, version, earlier);
        }
    }

    private void ask(Connect connect, String version, Session earlier, Link link) {
        Link asked = earlier.link();
        earlier.inquiry().ask(isLast -> {
            boolean wentOn = earlier.link() != asked && earlier.inquiry().isPossible();
            if (wentOn && isLast) {
                // For one who had come before, whose connection may be lost, too.
                ask(connect, version, earlier, link);
            } else if (wentOn) {
                // The client has come back once more since, so it is not here any longer.
                link.close(CloseCode.NORMAL, null);
            } else {
                decide(connect, version, earlier);
                link.release();
            }
        });
    }

    private void decide(Connect connect, String version, @Nullable Session earlier) {
        if (earlier == null || !earlier.absence().end(session, version, connect.receivedCount())) {
            session.connected(version);
        }
    }
}

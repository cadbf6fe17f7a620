package io.ddp4ee.transport;

import java.util.concurrent.Executor;

import io.ddp4ee.session.Link;
import io.ddp4ee.session.Sessions;

/**
 * What all endpoints share.
 *
 * @param largestMessage in characters
 * @param largestFirst the same for a client that has not connected: it may be anybody
 * @param closers where connections are closed, which in some containers waits for the client
 */
public record Transport(
        Sessions sessions, int largestMessage, int largestFirst, SockJsTimes times, Rounds rounds, Executor closers) {

    /** What a message may have that comes now. */
    public int most(Link link) {
        return link.isConnected() ? largestMessage : Math.min(largestFirst, largestMessage);
    }
}

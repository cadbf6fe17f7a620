package io.ddp4ee.transport;

import io.ddp4ee.session.Link;
import io.ddp4ee.session.Sessions;

/**
 * What all endpoints share.
 *
 * @param largestMessage in characters
 * @param largestFirst the same for a client that has not connected: it may be anybody
 */
public record Transport(
        Sessions sessions, int largestMessage, int largestFirst, SockJsTimes times, Rounds rounds, Closers closers) {

    /** What a message may have that comes now. */
    public int most(Link link) {
        return link.isConnected() ? largestMessage : Math.min(largestFirst, largestMessage);
    }
}

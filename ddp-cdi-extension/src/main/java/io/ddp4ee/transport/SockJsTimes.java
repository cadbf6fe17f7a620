package io.ddp4ee.transport;

import java.time.Duration;

/**
 * When SockJS acts by itself.
 *
 * @param heartbeat after how long a silence something is sent; zero for never
 * @param disconnectDelay how long a client may take from one request to the next
 */
public record SockJsTimes(Duration heartbeat, Duration disconnectDelay) {

    private static final Duration SHORTEST_ROUND = Duration.ofMillis(100);

    /** A part of both, so that neither is late by much. */
    Duration round() {
        Duration shorter = heartbeat.isZero() || heartbeat.compareTo(disconnectDelay) > 0 ? disconnectDelay : heartbeat;
        Duration part = shorter.dividedBy(9);
        return part.compareTo(SHORTEST_ROUND) < 0 ? SHORTEST_ROUND : part;
    }

    public boolean isSilence(long nanos) {
        return !heartbeat.isZero() && nanos >= heartbeat.toNanos();
    }

    public boolean isAbsence(long nanos) {
        return nanos >= disconnectDelay.toNanos();
    }
}

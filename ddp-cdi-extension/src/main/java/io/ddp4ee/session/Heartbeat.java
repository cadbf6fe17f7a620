package io.ddp4ee.session;

import java.time.Duration;

/**
 * Whether a client is there: one that has been silent for an interval is asked, once, and one that stays silent for
 * another is gone. One that never connects is given a time of its own.
 */
final class Heartbeat {

    enum Verdict {
        FINE,
        ASK,
        GONE
    }

    /** Three of Meteor's intervals. */
    private static final long TIME_TO_CONNECT = Duration.ofSeconds(45).toNanos();

    private final long interval;
    private final long openedAt;
    private volatile long heardAt;

    // Only the timer asks, so it needs no lock.
    private boolean asked;
    private long askedAt;

    /** @param interval zero if clients are never asked */
    Heartbeat(Duration interval, long now) {
        this.interval = interval.toNanos();
        this.openedAt = now;
        this.heardAt = now;
    }

    void heard(long now) {
        heardAt = now;
    }

    /** Of a client that has not connected, or was refused. */
    Verdict unconnected(long now) {
        return now - openedAt >= TIME_TO_CONNECT ? Verdict.GONE : Verdict.FINE;
    }

    /** Of a client that answers pings. */
    Verdict connected(long now) {
        if (interval == 0) {
            return Verdict.FINE;
        }
        if (asked && heardAt - askedAt >= 0) {
            asked = false;
        }
        if (asked) {
            return now - askedAt >= interval ? Verdict.GONE : Verdict.FINE;
        }
        if (now - heardAt < interval) {
            return Verdict.FINE;
        }
        asked = true;
        askedAt = now;
        return Verdict.ASK;
    }
}

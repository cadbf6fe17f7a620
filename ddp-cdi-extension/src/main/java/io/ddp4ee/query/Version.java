package io.ddp4ee.query;

import io.ddp4ee.bus.Snapshot;

/**
 * What a state of documents includes: all that a snapshot sees, and all that had been delivered by then. What is delivered
 * need not be seen by any snapshot that is known, so neither can stand for the other.
 *
 * @param deliveries how many
 */
public record Version(Snapshot snapshot, long deliveries) {

    /** Whether this one includes all that the other does. It need not be so either way. */
    public boolean isAtLeast(Version other) {
        return snapshot.epoch() == other.snapshot.epoch()
                ? snapshot.isAtLeast(other.snapshot) && deliveries >= other.deliveries
                : snapshot.epoch() > other.snapshot.epoch();
    }

    /** The least that includes all of both. */
    public Version with(Version other) {
        return new Version(
                snapshot.isAtLeast(other.snapshot) ? snapshot : other.snapshot, Math.max(deliveries, other.deliveries));
    }
}

package io.ddp4ee.query;

import jakarta.annotation.Nullable;

import io.ddp4ee.bus.Snapshot;

/**
 * The newest snapshot of which everything is known to have been delivered: a batch is delivered after all that committed
 * before it, and it carries a snapshot that its transaction took before its own commit.
 */
final class Horizon {

    private Snapshot snapshot;

    void advance(Snapshot delivered) {
        if (snapshot == null || delivered.compareTo(snapshot) > 0) {
            snapshot = delivered;
        }
    }

    @Nullable
    Snapshot snapshot() {
        return snapshot;
    }
}

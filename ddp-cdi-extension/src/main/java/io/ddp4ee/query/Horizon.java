package io.ddp4ee.query;

import jakarta.annotation.Nullable;

import io.ddp4ee.bus.Snapshot;

/**
 * The newest snapshot of which everything is known to have been delivered: a batch is delivered after all that committed
 * before it, and it carries a snapshot that its transaction took before its own commit.
 *
 * <p>Time goes backwards when another primary takes over that had not received the newest transactions. Then an epoch
 * begins, and what was known of the one before is forgotten.
 */
final class Horizon {

    private int epoch;
    private Snapshot snapshot;
    private Snapshot newest;
    private long newestTransaction;

    int epoch() {
        return epoch;
    }

    /** What the database says now, as something of this epoch. */
    Snapshot now(Snapshot said) {
        return said.inEpoch(epoch);
    }

    void advance(Snapshot delivered) {
        Snapshot now = now(delivered);
        if (snapshot == null || now.compareTo(snapshot) > 0) {
            snapshot = now;
        }
        see(now);
    }

    /** The database has said this. */
    void see(Snapshot said) {
        Snapshot now = now(said);
        if (newest == null || now.compareTo(newest) > 0) {
            newest = now;
        }
    }

    @Nullable
    Snapshot snapshot() {
        return snapshot;
    }

    /** The newest that the database has said: what is read from now on is not older. */
    @Nullable
    Snapshot newest() {
        return newest;
    }

    /** The database has said that this transaction has committed. */
    void see(long transaction) {
        newestTransaction = Math.max(newestTransaction, transaction);
    }

    /** The newest that has committed: what is read from now on was not read before it began. */
    long newestTransaction() {
        return newestTransaction;
    }

    /** Whether a transaction that is delivered only now had ended before, which it cannot have in one epoch. */
    boolean isContradictedBy(long transaction) {
        return snapshot != null && snapshot.sees(transaction);
    }

    void beginEpoch() {
        epoch++;
        snapshot = null;
        newestTransaction = 0;
    }
}

package io.ddp4ee.query;

import java.util.HashSet;
import java.util.Set;

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
    private long deliveries;
    private int doubts;

    /** Those delivered that the snapshot does not see: as many as committed while another one's commit was prepared. */
    private final Set<Long> unseen = new HashSet<>();

    int epoch() {
        return epoch;
    }

    /** What the database says now, as something of this epoch. */
    Snapshot now(Snapshot said) {
        return said.inEpoch(epoch);
    }

    /** A transaction is delivered, with the snapshot that it took. */
    void deliver(long transaction, Snapshot taken) {
        Snapshot now = now(taken);
        if (snapshot == null || now.compareTo(snapshot) > 0) {
            snapshot = now;
            unseen.removeIf(snapshot::sees);
        }
        unseen.add(transaction);
        deliveries++;
        see(now);
        see(transaction);
    }

    /** Something has committed here that may be delivered later, or never. */
    void deliverEarly(long transaction) {
        deliveries++;
        see(transaction);
    }

    /** How many deliveries there were. */
    long deliveries() {
        return deliveries;
    }

    /** Something may have been missed; all is read again. */
    void doubt() {
        doubts++;
    }

    int doubts() {
        return doubts;
    }

    /** Whether a transaction of this epoch is known to have been delivered. */
    boolean hasDelivered(long transaction) {
        return unseen.contains(transaction) || (snapshot != null && snapshot.sees(transaction));
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
    private void see(long transaction) {
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
        unseen.clear();
        newestTransaction = 0;
    }
}

package io.ddp4ee.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

    /** So many transactions are looked at one by one. */
    private static final int FEW = 1000;

    private record Wait(Snapshot snapshot, Runnable action) {}

    private final List<Wait> waits = new ArrayList<>();
    private int epoch;
    private Snapshot snapshot;
    private Snapshot newest;
    private long newestTransaction;
    private long deliveries;

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
        wake();
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

    /** Goes on when all that a snapshot sees is known to have been delivered. */
    void whenCovers(Snapshot other, Runnable action) {
        if (covers(other)) {
            action.run();
        } else {
            waits.add(new Wait(other, action));
        }
    }

    private void wake() {
        List<Wait> over = waits.stream().filter(wait -> covers(wait.snapshot())).toList();
        waits.removeAll(over);
        over.forEach(wait -> wait.action().run());
    }

    /** Whether all that a snapshot sees is known to have been delivered. */
    boolean covers(Snapshot other) {
        if (snapshot == null || other.epoch() != epoch) {
            return other.epoch() < epoch;
        }
        if (snapshot.isAtLeast(other)) {
            return true;
        }
        if (other.xmax() - snapshot.xmin() > FEW) {
            return false;
        }
        for (long transaction = snapshot.xmin(); transaction < other.xmax(); transaction++) {
            if (other.sees(transaction) && !hasDelivered(transaction)) {
                return false;
            }
        }
        return true;
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
        wake();
    }
}

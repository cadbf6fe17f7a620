package io.ddp4ee.bus;

import java.util.Arrays;

/**
 * What a statement of PostgreSQL could see: the text of {@code pg_current_snapshot()}, {@code xmin:xmax:xip,...}.
 *
 * <p>Snapshots of one primary, taken one after the other, see ever more: so they have an order, and a document read in a
 * later one is never older. A primary that has taken over may have lost the newest transactions, and counts again from where
 * it is: its snapshots belong to another epoch, which comes after all before it.
 */
public final class Snapshot implements Comparable<Snapshot> {

    private final int epoch;
    private final long xmin;
    private final long xmax;
    private final long[] running;

    private Snapshot(int epoch, long xmin, long xmax, long[] running) {
        this.epoch = epoch;
        this.xmin = xmin;
        this.xmax = xmax;
        this.running = running;
    }

    /** @throws IllegalArgumentException if the text is no snapshot */
    public static Snapshot parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("No snapshot: " + text);
        }
        long[] running = parts[2].isEmpty()
                ? new long[0]
                : Arrays.stream(parts[2].split(",")).mapToLong(Long::parseLong).toArray();
        return new Snapshot(0, Long.parseLong(parts[0]), Long.parseLong(parts[1]), running);
    }

    public Snapshot inEpoch(int number) {
        return number == epoch ? this : new Snapshot(number, xmin, xmax, running);
    }

    public int epoch() {
        return epoch;
    }

    /** Whether a transaction had ended when the snapshot was taken, so that its rows are seen if it committed. */
    public boolean sees(long transaction) {
        return transaction < xmax && Arrays.binarySearch(running, transaction) < 0;
    }

    /** Whether the transaction had not even begun when the snapshot was taken. */
    public boolean isBefore(long transaction) {
        return transaction >= xmax;
    }

    /**
     * Every transaction below this one had ended. What ran is not told by the upper end of a snapshot: that is the newest
     * transaction that had ended, and whatever ran with a higher number is in no list.
     */
    public long xmin() {
        return xmin;
    }

    /** No transaction from this one on had ended. */
    public long xmax() {
        return xmax;
    }

    /** Whether this one sees all that the other does. */
    public boolean isAtLeast(Snapshot other) {
        return compareTo(other) >= 0;
    }

    /** Within an epoch xmax never falls; while it stands still, transactions can only end, and the running ones become fewer. */
    @Override
    public int compareTo(Snapshot other) {
        if (epoch != other.epoch) {
            return Integer.compare(epoch, other.epoch);
        }
        return xmax != other.xmax
                ? Long.compare(xmax, other.xmax)
                : Integer.compare(other.running.length, running.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Snapshot snapshot
                && epoch == snapshot.epoch
                && xmin == snapshot.xmin
                && xmax == snapshot.xmax
                && Arrays.equals(running, snapshot.running);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(xmax) * 31 + running.length;
    }

    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder().append(xmin).append(':').append(xmax).append(':');
        for (int i = 0; i < running.length; i++) {
            text.append(i == 0 ? "" : ",").append(running[i]);
        }
        return text.toString();
    }
}

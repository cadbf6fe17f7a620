package io.ddp4ee.query;

import jakarta.annotation.Nullable;

import io.ddp4ee.bus.Snapshot;

/**
 * Where a query is with its loads, which are numbered in the order in which they begin. A load that began before
 * something may have been missed does not count, however late it ends.
 */
final class LoadState {

    private int begun;
    private int installed;
    private int required = 1;
    private int repeats;
    private int failures;
    private long expected;
    private Snapshot floor;
    private long floorTransaction;
    private long earliest;
    private boolean queued;
    private boolean running;
    private boolean timed;

    /** Only loads that begin from now on count. */
    void requireAnother() {
        required = begun + 1;
    }

    int required() {
        return required;
    }

    int installed() {
        return installed;
    }

    boolean isInstalledValid() {
        return installed >= required;
    }

    /** @return whether the load counts */
    boolean counts(int number) {
        return number >= required;
    }

    /**
     * @param delivered up to what delivery the load must see all, since each is delivered after its commit
     * @param newest what the load cannot be older than; null for nothing
     * @param newestTransaction before which the load cannot be
     * @return the load's number
     */
    int begin(long delivered, @Nullable Snapshot newest, long newestTransaction) {
        queued = false;
        running = true;
        expected = delivered;
        floor = newest;
        floorTransaction = newestTransaction;
        begun++;
        return begun;
    }

    /** Up to what delivery the last load that began must see all. */
    long expected() {
        return expected;
    }

    /** Whether what the last load has read is older than what the database had said before it began. */
    boolean isContradictedBy(Snapshot read) {
        boolean isOlder = floor != null && !read.isAtLeast(floor);
        return isOlder || read.isBefore(floorTransaction);
    }

    int begun() {
        return begun;
    }

    void install(int number) {
        installed = number;
        failures = 0;
    }

    /** @param complete whether what was installed has all that it had to have; else it is read again, with growing patience */
    void judge(boolean complete) {
        repeats = complete ? 0 : repeats + 1;
    }

    /** @return how many loads in a row were not answered */
    int fail() {
        failures++;
        return failures;
    }

    /** @param earliestNext the time before which nobody needs another */
    void end(long earliestNext) {
        running = false;
        earliest = earliestNext;
    }

    /** How long nobody needs another yet; negative if somebody may. */
    long rest(long now) {
        return earliest - now;
    }

    boolean isQueuedOrRunning() {
        return queued || running;
    }

    void setQueued() {
        queued = true;
    }

    boolean isTimed() {
        return timed;
    }

    void setTimed(boolean timed) {
        this.timed = timed;
    }

    /** How many loads in a row did not see what they had to: not one, unless they lead to another server. */
    int repeats() {
        return repeats;
    }
}

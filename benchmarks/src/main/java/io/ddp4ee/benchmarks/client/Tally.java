package io.ddp4ee.benchmarks.client;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What has come to all clients of a swarm together. Counted by the swarm's thread only, awaited by any. */
public final class Tally {

    /** What is counted. */
    public enum Event {
        /** WebSockets that are open. */
        OPENED,
        /** Sessions of DDP. */
        CONNECTED,
        /** Of these, those that went on. */
        RESUMED,
        /** Subscriptions, each by itself. */
        READY,
        ADDED,
        CHANGED,
        REMOVED,
        /** Of the texts of those that have changed. */
        CHANGED_BYTES,
        /** Of the texts of all messages. */
        BYTES,
        /** Subscriptions that are refused. */
        NOSUB,
        /** Connections that were not closed by the client. */
        LOST
    }

    private final Map<Event, AtomicLong> counts = new EnumMap<>(Event.class);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition counted = lock.newCondition();

    // Under the lock.
    private long countedAt;
    private String lastProblem = "none";

    Tally() {
        for (Event event : Event.values()) {
            counts.put(event, new AtomicLong());
        }
    }

    /** On the swarm's thread: it alone writes. */
    void count(Event event, int more) {
        AtomicLong count = counts.get(event);
        count.lazySet(count.getPlain() + more);
    }

    void problem(Event event, String what) {
        lock.lock();
        try {
            lastProblem = what;
        } finally {
            lock.unlock();
        }
        count(event, 1);
    }

    /** What has been counted is told to those who wait. */
    void tell() {
        lock.lock();
        try {
            countedAt = System.nanoTime();
            counted.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public long count(Event event) {
        return counts.get(event).get();
    }

    /**
     * Waits until there are so many.
     *
     * @return when that was, by {@link System#nanoTime}
     * @throws IllegalStateException if they do not come in time, or one is refused or lost
     */
    public long await(Event event, long count, Duration patience) throws InterruptedException {
        long at = awaitAtMost(event, count, patience);
        if (count(event) < count) {
            throw new IllegalStateException("Only " + count(event) + " of " + count + " " + event + " in " + patience
                    + ": " + this + "; last problem: " + lastProblem);
        }
        return at;
    }

    /** The same, but what does not come in time is left to the caller to count. */
    public long awaitAtMost(Event event, long count, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            long lost = count(Event.LOST) + count(Event.NOSUB);
            while (count(event) < count && left > 0) {
                left = counted.awaitNanos(left);
                if (count(Event.LOST) + count(Event.NOSUB) > lost) {
                    throw new IllegalStateException("While waiting for " + event + ": " + lastProblem);
                }
            }
            return countedAt;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Event event : Event.values()) {
            text.append(text.isEmpty() ? "" : ", ").append(event).append(' ').append(count(event));
        }
        return text.toString();
    }
}

package io.ddp4ee.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import io.ddp4ee.container.Quiet;

/**
 * Takes what is logged, for somebody who fetches it. Nothing waits: of more than has room the rest is counted, and what is
 * logged while a record is written or sent is none.
 */
final class Tap extends Handler {

    /** Below that servers tell of each message that they send. */
    private static final Level LEAST = Level.INFO;

    private final String server;
    private final Quiet quiet;
    private final int most;

    /** Without a lock, and bounded by the count beside it. */
    private final Queue<Map<String, Object>> waiting = new ConcurrentLinkedQueue<>();

    private final AtomicInteger size = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();

    /** @param most records that wait */
    Tap(String server, Quiet quiet, int most) {
        this.server = server;
        this.quiet = quiet;
        this.most = most;
        setLevel(LEAST);
    }

    @Override
    public void publish(LogRecord logRecord) {
        if (!isLoggable(logRecord) || quiet.isMarked()) {
            return;
        }
        if (size.incrementAndGet() > most) {
            size.decrementAndGet();
            dropped.incrementAndGet();
            return;
        }
        // What the parameters log when they are asked for their texts is none either.
        quiet.run(() -> take(logRecord));
    }

    private void take(LogRecord logRecord) {
        try {
            waiting.add(RecordDocument.of(logRecord, server));
        } catch (RuntimeException e) {
            size.decrementAndGet();
            dropped.incrementAndGet();
            reportError("A record cannot be sent", e, ErrorManager.FORMAT_FAILURE);
        }
    }

    /** What waits, at most so many. */
    List<Map<String, Object>> fetch(int many) {
        List<Map<String, Object>> records = new ArrayList<>();
        for (Map<String, Object> next; records.size() < many && (next = waiting.poll()) != null; ) {
            size.decrementAndGet();
            records.add(next);
        }
        return records;
    }

    /** How many have been left out since this was asked. */
    long dropped() {
        return dropped.getAndSet(0);
    }

    @Override
    public void flush() {
        // It is fetched.
    }

    @Override
    public void close() {
        // Whoever attached it detaches it.
    }
}

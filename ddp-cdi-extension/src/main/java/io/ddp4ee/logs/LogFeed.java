package io.ddp4ee.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.ddp4ee.LiveDocuments;
import io.ddp4ee.container.Quiet;
import io.ddp4ee.container.Threads;
import io.ddp4ee.publication.Production;
import io.ddp4ee.query.Timer;

/**
 * What is logged while somebody subscribes to it: the last records, as documents. Without subscribers nothing is taken.
 */
public final class LogFeed {

    /** The publication, and its collection. */
    public static final String NAME = "ddp.logs";

    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final int MOST_WAITING = 1_000;
    private static final int MOST_AT_ONCE = 200;
    private static final int MOST_SHOWN = 500;

    private final String server;
    private final Quiet quiet;
    private final Executor pool;
    private final Timer timer;
    private final Tap tap;
    private final Logger root = Logger.getLogger("");
    private final LiveDocuments documents = LiveDocuments.in(NAME);

    // From here on under the lock of this, under which no other is taken but those of the loggers and the documents.
    private final Queue<String> shown = new ArrayDeque<>();
    private int subscribers;
    private long opened;
    private long told;

    public LogFeed(String server, Threads threads) {
        this.server = server;
        this.quiet = threads.quiet();
        this.pool = threads.pool();
        this.timer = threads.timer();
        this.tap = new Tap(server, quiet, MOST_WAITING);
    }

    /** For one more subscription, which may see it. */
    public synchronized Production subscribe() {
        subscribers++;
        if (subscribers == 1) {
            opened++;
            root.addHandler(tap);
            later(opened);
        }
        return new Production(List.of(), List.of(documents), List.of(), this::leave);
    }

    private synchronized void leave() {
        subscribers--;
        if (subscribers == 0) {
            end();
        }
    }

    /** The server stops, and loggers outlive it. */
    public synchronized void stop() {
        end();
    }

    private void end() {
        opened++;
        root.removeHandler(tap);
        tap.fetch(Integer.MAX_VALUE);
        tap.dropped();
        shown.forEach(documents::remove);
        shown.clear();
    }

    private void later(long since) {
        timer.after(INTERVAL, () -> pool.execute(() -> quiet.run(() -> show(since))));
    }

    private synchronized void show(long since) {
        if (since != opened) {
            return;
        }
        try {
            tap.fetch(MOST_AT_ONCE).forEach(this::put);
            long dropped = tap.dropped();
            if (dropped > 0) {
                put(dropped(dropped));
            }
            while (shown.size() > MOST_SHOWN) {
                documents.remove(shown.remove());
            }
        } finally {
            later(since);
        }
    }

    private void put(Map<String, Object> fields) {
        String id = server + "-" + ++told;
        documents.put(id, fields);
        shown.add(id);
    }

    private Map<String, Object> dropped(long count) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("server", server);
        fields.put("process", ProcessHandle.current().pid());
        fields.put("time", Instant.now());
        fields.put("level", Level.WARNING.getName());
        fields.put("levelValue", Level.WARNING.intValue());
        fields.put("logger", LogFeed.class.getPackageName());
        fields.put("message", count + " records are left out: more was logged than can be sent");
        fields.put("dropped", count);
        return fields;
    }
}

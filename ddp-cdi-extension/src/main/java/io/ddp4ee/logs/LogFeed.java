package io.ddp4ee.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.ddp4ee.LiveDocuments;
import io.ddp4ee.container.Quiet;
import io.ddp4ee.container.Threads;
import io.ddp4ee.memory.Audience;
import io.ddp4ee.publication.Production;

/** What is logged while somebody subscribes to it: the last records, as documents. */
public final class LogFeed {

    /** The publication, and its collection. */
    public static final String NAME = "ddp.logs";

    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final int MOST_WAITING = 1_000;
    private static final int MOST_AT_ONCE = 200;
    private static final int MOST_SHOWN = 500;

    private final String server;
    private final Quiet quiet;
    private final Audience audience;
    private final LiveDocuments documents = LiveDocuments.in(NAME);

    public LogFeed(String server, Threads threads) {
        this.server = server;
        this.quiet = threads.quiet();
        this.audience = new Audience(INTERVAL, threads.timer(), threads.pool(), new LastRecords());
    }

    /** For one more subscription, which may see it. */
    public Production subscribe() {
        return audience.subscribe(List.of(documents));
    }

    /** The server stops, and loggers outlive it. */
    public void stop() {
        audience.close();
    }

    private final class LastRecords implements Audience.Show {

        private final Tap tap = new Tap(server, quiet, MOST_WAITING);
        private final Logger root = Logger.getLogger("");
        private final Queue<String> shown = new ArrayDeque<>();
        private long told;

        @Override
        public void begin() {
            root.addHandler(tap);
        }

        @Override
        public void show() {
            quiet.run(() -> {
                tap.fetch(MOST_AT_ONCE).forEach(this::put);
                long dropped = tap.dropped();
                if (dropped > 0) {
                    put(dropped(dropped));
                }
                while (shown.size() > MOST_SHOWN) {
                    documents.remove(shown.remove());
                }
            });
        }

        @Override
        public void end() {
            root.removeHandler(tap);
            tap.fetch(Integer.MAX_VALUE);
            tap.dropped();
            shown.forEach(documents::remove);
            shown.clear();
        }

        private void put(Map<String, Object> fields) {
            String id = server + "-" + ++told;
            documents.put(id, fields);
            shown.add(id);
        }
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

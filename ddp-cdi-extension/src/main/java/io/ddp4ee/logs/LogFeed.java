package io.ddp4ee.logs;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;

import io.ddp4ee.LiveDocuments;
import io.ddp4ee.bus.Notice;
import io.ddp4ee.bus.Notices;
import io.ddp4ee.container.Quiet;
import io.ddp4ee.container.Threads;
import io.ddp4ee.memory.Audience;
import io.ddp4ee.publication.Production;

/** What the servers log while somebody subscribes to it: the last records, as documents. */
public final class LogFeed {

    /** The publication, and its collection. */
    public static final String NAME = "ddp.logs";

    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final Duration LEASE = Duration.ofSeconds(45);
    private static final int MOST_WAITING = 1_000;
    private static final int MOST_AT_ONCE = 200;
    private static final int MOST_SHOWN = 500;

    /** Tells all servers, and waits for the database. */
    public interface Teller {
        void tell(Notice notice) throws Exception;
    }

    private final String server;
    private final Threads threads;
    private final Quiet quiet;
    private final Audience audience;
    private final LastRecords last;
    private final LiveDocuments documents = LiveDocuments.in(NAME);

    /** Those who subscribe here; the audience may have others, who want it elsewhere. */
    private final AtomicInteger lookers = new AtomicInteger();

    /** Null where there are no other servers, and as long as they cannot be told. */
    private volatile LogCluster cluster;

    public LogFeed(String server, Threads threads) {
        this.server = server;
        this.threads = threads;
        this.quiet = threads.quiet();
        this.last = new LastRecords();
        this.audience = new Audience(INTERVAL, threads.timer(), threads.pool(), last);
    }

    /** From now on it is for the whole cluster. */
    public void join(Notices notices, Teller teller) {
        join(notices, teller, LEASE);
    }

    void join(Notices notices, Teller teller, Duration lease) {
        LogCluster joined = new LogCluster(server, this, teller, threads.readers(), threads.timer()::nanoTime, lease);
        joined.receive(notices);
        cluster = joined;
    }

    /** For one more subscription, which may see it. */
    public Production subscribe() {
        lookers.incrementAndGet();
        Production kept = keep();
        return new Production(List.of(), kept.documents(), List.of(), () -> {
            lookers.decrementAndGet();
            kept.dispose().run();
        });
    }

    /** What is logged is taken, until it is disposed of. */
    Production keep() {
        return audience.subscribe(List.of(documents));
    }

    /** Something for the other servers or of them, of which it is not told on its thread: that one must not wait. */
    void later(Runnable action) {
        threads.pool().execute(() -> quiet.run(() -> audience.apart(action)));
    }

    /** Records of other servers. As by {@link #later}. */
    void showOthers(List<Shown> records) {
        if (lookers.get() > 0) {
            last.put(records);
        }
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
                List<Shown> records = new ArrayList<>();
                tap.fetch(MOST_AT_ONCE).forEach(fields -> records.add(new Shown(nextId(), fields)));
                long dropped = tap.dropped();
                if (dropped > 0) {
                    records.add(Shown.dropped(nextId(), server, dropped));
                }
                put(records);
                LogCluster others = cluster;
                if (others != null) {
                    others.tick(lookers.get() > 0, records);
                }
            });
        }

        private String nextId() {
            return server + "-" + ++told;
        }

        @Override
        public void end() {
            root.removeHandler(tap);
            tap.fetch(Integer.MAX_VALUE);
            tap.dropped();
            shown.forEach(documents::remove);
            shown.clear();
        }

        void put(List<Shown> records) {
            for (Shown one : records) {
                documents.put(one.id(), one.fields());
                shown.add(one.id());
            }
            while (shown.size() > MOST_SHOWN) {
                documents.remove(shown.remove());
            }
        }
    }
}

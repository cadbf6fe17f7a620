package io.ddp4ee.query;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.ddp4ee.query.QueryResult.Refused;
import io.ddp4ee.query.QueryResult.Unanswered;

/**
 * Runs queries, several in one snapshot, a bounded number of snapshots at a time. State belongs to the dispatcher; only
 * the reading itself is elsewhere.
 */
final class Loader {

    /** What a load has found goes here, on the dispatcher. */
    interface Sink {
        void loaded(SharedQuery query, int number, QueryResult result);

        /** A query is going to be read: what it takes in from now on has to be taken in again after that. */
        void queued(SharedQuery query);

        /** Whether anybody wants the query still. */
        boolean isWanted(SharedQuery query);
    }

    private static final Logger LOG = System.getLogger(Loader.class.getName());

    /** Queries that are asked for together, by one subscription most often, are read in one snapshot. */
    private static final int FEW = 4;

    /** More queries than this do not share a snapshot: the first would wait for the last. */
    private static final int MANY = 16;

    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofSeconds(5);

    /** So often a query is asked that may itself be to blame for not being answered. */
    private static final int MOST_ATTEMPTS = 3;

    private record Load(SharedQuery query, int number) {}

    private final Database database;
    private final Dispatcher dispatcher;
    private final Executor pool;
    private final Timer timer;
    private final QueryLimits limits;
    private final Sink sink;
    private final Queue<SharedQuery> queue = new ArrayDeque<>();
    private final ReadsInFlight reads = new ReadsInFlight();
    private int running;
    private int failures;
    private boolean released;

    Loader(Database database, Dispatcher dispatcher, Executor pool, Timer timer, QueryLimits limits, Sink sink) {
        this.database = database;
        this.dispatcher = dispatcher;
        this.pool = pool;
        this.timer = timer;
        this.limits = limits;
        this.sink = sink;
    }

    ReadsInFlight reads() {
        return reads;
    }

    /** From now on loads begin; before, what they miss would not be delivered. */
    void release() {
        released = true;
        beginSome();
    }

    /** Runs a query soon; a query that runs already is asked for again by whoever finds its result too old. */
    void request(SharedQuery query, boolean urgent) {
        LoadState load = query.load();
        if (load.isQueuedOrRunning()) {
            return;
        }
        long delay = delay(load, urgent);
        if (delay <= 0) {
            enqueue(query);
        } else if (!load.isTimed()) {
            load.setTimed(true);
            schedule(delay, () -> {
                load.setTimed(false);
                // Whatever it had to have patience for, it has had.
                enqueue(query);
            });
        }
    }

    private void enqueue(SharedQuery query) {
        if (!query.load().isQueuedOrRunning() && sink.isWanted(query)) {
            query.load().setQueued();
            sink.queued(query);
            queue.add(query);
            // After the task that asks for this one and perhaps for more.
            dispatcher.execute(this::beginSome);
        }
    }

    private long delay(LoadState load, boolean urgent) {
        long patience = load.repeats() == 0 ? 0 : TimeUnit.MILLISECONDS.toNanos(1L << Math.min(load.repeats(), 10));
        return urgent ? patience : Math.max(patience, load.rest(timer.nanoTime()));
    }

    private void beginSome() {
        while (released && running < limits.concurrentSnapshots() && !queue.isEmpty()) {
            int free = limits.concurrentSnapshots() - running;
            int share = (queue.size() + free - 1) / free;
            int size = Math.min(queue.size(), Math.min(MANY, Math.max(FEW, share)));
            List<Load> group = new ArrayList<>();
            while (group.size() < size) {
                SharedQuery query = queue.remove();
                group.add(new Load(query, query.beginLoad()));
            }
            running++;
            long begun = timer.nanoTime();
            long number = reads.begin();
            pool.execute(() -> read(group, number, begun));
        }
    }

    private void read(List<Load> group, long number, long begun) {
        List<QueryResult> results;
        try {
            results = database.read(
                    group.stream().map(load -> load.query().query()).toList());
        } catch (Throwable e) {
            // Also an error: this reader would not be counted as free again.
            dispatcher.execute(() -> {
                fail(group, e);
                reads.end(number);
            });
            return;
        }
        dispatcher.execute(() -> {
            succeed(group, begun, results);
            reads.end(number);
        });
    }

    /** A query that takes long rests as long, so that a stream of writes leaves the database half of its time. */
    private void succeed(List<Load> group, long begun, List<QueryResult> results) {
        running--;
        failures = 0;
        long now = timer.nanoTime();
        long earliest = Math.max(begun + limits.rerunInterval().toNanos(), now + (now - begun));
        for (int i = 0; i < group.size(); i++) {
            try {
                loaded(group.get(i), results.get(i), earliest);
            } catch (RuntimeException | Error e) {
                // The others of the group are not to suffer from it.
                LOG.log(Level.ERROR, "A live query could not be brought up to date", e);
            }
        }
        beginSome();
    }

    private void loaded(Load load, QueryResult result, long earliest) {
        LoadState state = load.query().load();
        if (!(result instanceof Unanswered unanswered)) {
            state.end(earliest);
            sink.loaded(load.query(), load.number(), result);
            return;
        }
        int attempts = state.fail();
        if (unanswered.blamed() && attempts >= MOST_ATTEMPTS) {
            state.end(earliest);
            sink.loaded(load.query(), load.number(), new Refused(unanswered.cause()));
            return;
        }
        LOG.log(
                attempts == 1 ? Level.WARNING : Level.DEBUG,
                "A live query was not answered; it is asked again",
                unanswered.cause());
        retry(List.of(load), attempts - 1);
    }

    private void fail(List<Load> group, Throwable cause) {
        running--;
        if (failures == 0) {
            LOG.log(
                    Level.WARNING,
                    "Live queries cannot be read; they are tried again until the database answers",
                    cause);
        }
        retry(group, failures);
        failures++;
        beginSome();
    }

    private void retry(List<Load> group, int earlierFailures) {
        Duration retry = FIRST_RETRY.multipliedBy(1L << Math.min(earlierFailures, 6));
        schedule(Math.min(retry.toNanos(), LAST_RETRY.toNanos()), () -> {
            for (Load load : group) {
                load.query().load().end(timer.nanoTime());
                request(load.query(), true);
            }
        });
    }

    private void schedule(long nanoseconds, Runnable task) {
        timer.after(Duration.ofNanos(nanoseconds), () -> dispatcher.execute(task));
    }
}

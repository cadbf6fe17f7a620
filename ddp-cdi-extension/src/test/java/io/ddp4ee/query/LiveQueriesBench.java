package io.ddp4ee.query;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.annotation.Nullable;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.ChangeBatch;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.matching.CompiledCondition;
import io.ddp4ee.query.QueryResult.Found;

/** Live queries whose threads and clock the test runs by hand, over a database that says what the test wants. */
abstract class LiveQueriesBench {

    record Query(String name, @Nullable Matching matching) implements DocumentQuery {

        /** One that is run again. */
        Query(String name) {
            this(name, null);
        }

        /** One that is judged in memory. */
        static Query ofAllRows(String name) {
            Projection projection = new Projection("docs", "docs", List.of("title"), false);
            return new Query(name, new Matching("Doc", CompiledCondition.ALWAYS.bind(List.of()), Set.of(), projection));
        }

        @Override
        public String collection() {
            return "docs";
        }

        @Override
        public Set<String> entities() {
            return Set.of("Doc");
        }
    }

    /** What was told, in words. */
    class Subscriber implements QuerySubscriber {
        @Override
        public void joined(LiveView view, Delta documents) {
            told.add("joined " + ((Query) view.wanted()).name());
        }

        @Override
        public void changed(LiveView view, Delta delta) {
            told.add("changed " + ((Query) view.wanted()).name());
        }

        @Override
        public CompletionStage<?> refused(LiveView view, Exception cause) {
            told.add("refused " + ((Query) view.wanted()).name() + ": " + cause.getMessage());
            return clientTold;
        }
    }

    static final class FailingDatabase implements Database {
        final Queue<Throwable> failures = new ArrayDeque<>();
        final Map<String, QueryResult> results = new HashMap<>();
        final List<Long> asked = new ArrayList<>();

        /** Null for no answer, but an error. */
        final List<TransactionStatus> statuses = new ArrayList<>();

        Runnable whileReading = () -> {};
        int reads;
        int largest;
        String snapshot = "5:5:";

        @Override
        public List<QueryResult> read(List<DocumentQuery> queries) throws Exception {
            reads++;
            whileReading.run();
            largest = Math.max(largest, queries.size());
            if (failures.peek() instanceof Error) {
                throw (Error) failures.remove();
            }
            if (!failures.isEmpty()) {
                throw (Exception) failures.remove();
            }
            List<QueryResult> found = new ArrayList<>();
            queries.forEach(query -> found.add(results.getOrDefault(
                    ((Query) query).name(), new Found(new HashMap<>(), Snapshot.parse(snapshot)))));
            return found;
        }

        @Override
        public TransactionStatus status(long transaction) {
            asked.add(transaction);
            TransactionStatus status = statuses.remove(0);
            if (status == null) {
                throw new StackOverflowError("The connection is broken");
            }
            return status;
        }
    }

    final CompletableFuture<Void> clientTold = new CompletableFuture<>();
    final List<String> told = new ArrayList<>();
    final Queue<Runnable> tasks = new ArrayDeque<>();
    final Queue<Runnable> timed = new ArrayDeque<>();
    final FailingDatabase database = new FailingDatabase();
    final LiveQueries queries = new LiveQueries(
            database,
            tasks::add,
            tasks::add,
            new Timer() {
                @Override
                public long nanoTime() {
                    return nanoTime;
                }

                @Override
                public void after(Duration delay, Runnable task) {
                    lastDelay = delay;
                    timed.add(task);
                }
            },
            limits());

    private long nanoTime;
    Duration lastDelay;

    QueryLimits limits() {
        return new QueryLimits(1, Duration.ZERO, Duration.ZERO, 20_000);
    }

    /** The clock goes on, and nobody acts on it. */
    void age(Duration time) {
        nanoTime += time.toNanos();
    }

    List<LiveView> views(List<? extends DocumentQuery> wanted) {
        return wanted.stream().map(one -> queries.view(one, new Subscriber())).toList();
    }

    List<LiveView> join(String... names) {
        List<DocumentQuery> wanted = new ArrayList<>();
        for (String name : names) {
            wanted.add(new Query(name));
        }
        List<LiveView> views = views(wanted);
        queries.join(views, () -> null);
        return views;
    }

    /** Joins queries that are judged in memory. */
    List<LiveView> join(Query... wanted) {
        List<LiveView> views = views(List.of(wanted));
        queries.join(views, () -> null);
        return views;
    }

    void settle() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    void passTime() {
        for (int waiting = timed.size(); waiting > 0; waiting--) {
            timed.remove().run();
        }
        settle();
    }

    static Version version(String snapshot) {
        return new Version(Snapshot.parse(snapshot), 0);
    }

    static ChangeBatch batch(long transaction, String snapshot) {
        return new ChangeBatch(
                transaction,
                Snapshot.parse(snapshot),
                "server",
                List.of(new Change("Doc", "d", Operation.UPDATE, Map.of())));
    }
}

package io.ddp4ee.capture;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import jakarta.persistence.EntityManager;

import io.ddp4ee.LiveQuery;
import io.ddp4ee.binding.Binder;
import io.ddp4ee.binding.EjsonJsonb;
import io.ddp4ee.bus.BatchText;
import io.ddp4ee.bus.BatchText.UnknownVersionException;
import io.ddp4ee.bus.ChangeBatch;
import io.ddp4ee.bus.Channels;
import io.ddp4ee.document.Document;
import io.ddp4ee.fixture.Library.Country;
import io.ddp4ee.fixture.Library.Volume;
import io.ddp4ee.fixture.Library.Writer;
import io.ddp4ee.query.Database;
import io.ddp4ee.query.Delta;
import io.ddp4ee.query.DocumentChange;
import io.ddp4ee.query.DocumentQuery;
import io.ddp4ee.query.Keeping;
import io.ddp4ee.query.LiveQueries;
import io.ddp4ee.query.LiveView;
import io.ddp4ee.query.QueryLimits;
import io.ddp4ee.query.QueryResult;
import io.ddp4ee.query.QuerySubscriber;
import io.ddp4ee.query.Timer;
import io.ddp4ee.query.jpa.EntityQueries;
import io.ddp4ee.query.jpa.UnitDatabase;
import io.ddp4ee.spi.BusConnection;
import io.ddp4ee.spi.BusStatement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writers of a real database, and live queries that are told of what they commit: one thread does it all, so that a
 * transaction can commit at any moment of another's.
 */
final class MatchedLibrary implements AutoCloseable {

    private final CapturedUnit captured;
    private final Random random;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Runnable> timed = new ArrayList<>();
    private final Map<Long, ChangeBatch> published = new LinkedHashMap<>();
    private final Queue<ChangeBatch> committed = new ArrayDeque<>();
    private final EntityQueries compiler;
    private final UnitDatabase database;
    private final LiveQueries queries;
    private final List<Subscriber> subscribers = new ArrayList<>();
    private int reads;

    /** What happens when a transaction has read what it publishes, and has not committed. */
    private Runnable beforeCommit = () -> {};

    /** @param mostDocuments that a query may have, or may be kept of its rows */
    MatchedLibrary(Provider provider, Random random, int mostDocuments) {
        this(provider, random, mostDocuments, Country.class, Writer.class, Volume.class);
    }

    MatchedLibrary(Provider provider, Random random, int mostDocuments, Class<?>... entities) {
        this.random = random;
        // What entities are loaded with shall be what the database has.
        captured = new CapturedUnit(provider, Map.of("eclipselink.cache.shared.default", "false"), entities);
        Capture capture = new Capture(
                captured.unit(),
                captured.shapes(),
                new Channels("matched", Map.of()),
                new Bus(),
                "server",
                1000,
                Cascades.NONE,
                captured.wanted(),
                new Commits());
        captured.hooks().attach(captured.unit(), new LocalTransactionCapture(capture));
        compiler = new EntityQueries(
                captured.unit(),
                captured.shapes(),
                new Binder(EjsonJsonb.create()),
                captured.wanted(),
                captured.hooks().alterations(captured.unit()));
        database = new UnitDatabase(captured.shapes().ids(), mostDocuments, 10_000_000);
        queries = new LiveQueries(
                new Counted(),
                tasks::add,
                tasks::add,
                new Clock(),
                new QueryLimits(2, Duration.ZERO, Duration.ZERO, mostDocuments));
        queries.established();
        settle();
    }

    private final class Bus implements BusConnection {

        @Override
        public List<BusStatement> publish(String transaction, int backend, Map<String, String> texts) {
            try {
                for (String text : texts.values()) {
                    long number = Long.parseLong(transaction);
                    published.put(number, new BatchText().read(number, text));
                }
            } catch (UnknownVersionException e) {
                throw new IllegalStateException(e);
            }
            Runnable meanwhile = beforeCommit;
            beforeCommit = () -> {};
            meanwhile.run();
            return List.of();
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    private final class Commits implements PublishListener {

        @Override
        public void publishing(Published batch) {
            // Nobody waits for it.
        }

        @Override
        public void completed(Published batch, Outcome outcome) {
            ChangeBatch known = published.remove(batch.transaction());
            if (outcome == Outcome.COMMITTED) {
                committed.add(known);
            }
        }
    }

    private final class Counted implements Database {

        @Override
        public List<QueryResult> read(List<DocumentQuery> wanted) throws Exception {
            reads++;
            return database.read(wanted);
        }

        @Override
        public TransactionStatus status(long transaction) throws Exception {
            return database.status(transaction);
        }
    }

    private final class Clock implements Timer {

        @Override
        public void after(Duration delay, Runnable task) {
            timed.add(task);
        }
    }

    /** Has what it is told of. */
    private static final class Subscriber implements QuerySubscriber {
        private final DocumentQuery query;
        private final Map<String, Document> documents = new LinkedHashMap<>();

        Subscriber(DocumentQuery query) {
            this.query = query;
        }

        @Override
        public void joined(LiveView view, Delta all) {
            take(all);
        }

        @Override
        public void changed(LiveView view, Delta delta) {
            take(delta);
        }

        private void take(Delta delta) {
            for (DocumentChange change : delta.changes()) {
                assertThat(documents.containsKey(change.id()))
                        .as(query + " had " + change.id())
                        .isEqualTo(!change.isAdded());
                if (change.isRemoved()) {
                    documents.remove(change.id());
                } else {
                    documents.put(change.id(), change.after());
                }
            }
        }

        @Override
        public CompletionStage<?> refused(LiveView view, Exception cause) {
            throw new AssertionError(cause);
        }
    }

    DocumentQuery bind(LiveQuery query) {
        return compiler.bind(query, List.of(), null).orElseThrow();
    }

    void subscribe(LiveQuery query) {
        DocumentQuery bound = bind(query);
        assertThat(bound.matching()).as(bound.wayText() + " for " + bound).isNotNull();
        Subscriber subscriber = new Subscriber(bound);
        subscribers.add(subscriber);
        queries.join(List.of(queries.view(bound, subscriber)), () -> null);
    }

    void commit(Runnable meanwhile, Consumer<EntityManager> work) {
        try (EntityManager entityManager = captured.unit().factory().createEntityManager()) {
            entityManager.getTransaction().begin();
            work.accept(entityManager);
            beforeCommit = meanwhile;
            entityManager.getTransaction().commit();
        }
    }

    void deliver() {
        ChangeBatch batch = committed.poll();
        if (batch != null) {
            queries.execute(() -> queries.received(batch));
        }
    }

    /** Some of what is to be done is done. */
    void step() {
        if (random.nextInt(3) == 0) {
            deliver();
        }
        Runnable task = tasks.poll();
        if (task != null) {
            task.run();
        }
    }

    void settle() {
        while (!tasks.isEmpty() || !committed.isEmpty() || !timed.isEmpty()) {
            deliver();
            if (tasks.isEmpty() && committed.isEmpty() && !timed.isEmpty()) {
                timed.remove(0).run();
            }
            while (!tasks.isEmpty()) {
                tasks.remove().run();
            }
        }
    }

    /** What each has been told of is what the database has. */
    void check() throws Exception {
        settle();
        List<QueryResult> results = database.read(
                subscribers.stream().map(subscriber -> subscriber.query).toList());
        for (int i = 0; i < subscribers.size(); i++) {
            assertThat(subscribers.get(i).documents)
                    .as(String.valueOf(subscribers.get(i).query))
                    .isEqualTo(shown(subscribers.get(i).query, (QueryResult.Found) results.get(i)));
        }
    }

    /** The same in one round of many, which is told if it fails. */
    void check(long seed, int round) throws Exception {
        try {
            check();
        } catch (AssertionError e) {
            throw new AssertionError("Seed " + seed + ", round " + round + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, Document> shown(DocumentQuery query, QueryResult.Found found) {
        Map<String, Document> shown = new LinkedHashMap<>(found.documents());
        if (query.matching().keeping() instanceof Keeping.Window window && found.rows() != null) {
            List<String> ids = found.documents().keySet().stream()
                    .skip(window.offset())
                    .limit(window.limit())
                    .toList();
            shown.keySet().retainAll(ids);
        }
        return shown;
    }

    /** How the queries stay live. */
    Set<String> ways() {
        Set<String> ways = new TreeSet<>();
        queries.ways(found -> ways.addAll(found.keySet()));
        settle();
        return ways;
    }

    int reads() {
        return reads;
    }

    @Override
    public void close() {
        captured.close();
    }
}

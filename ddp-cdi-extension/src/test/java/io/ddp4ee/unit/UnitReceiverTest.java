package io.ddp4ee.unit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ddp4ee.DdpCollection;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.binding.Binder;
import io.ddp4ee.binding.EjsonJsonb;
import io.ddp4ee.bus.BatchText;
import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.ChangeBatch;
import io.ddp4ee.bus.Notices;
import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.capture.CapturedUnit;
import io.ddp4ee.capture.EntityEvents;
import io.ddp4ee.capture.Provider;
import io.ddp4ee.capture.ProviderHooks;
import io.ddp4ee.persistence.Unit;
import io.ddp4ee.query.Delta;
import io.ddp4ee.query.LiveQueries;
import io.ddp4ee.query.LiveView;
import io.ddp4ee.query.QueryLimits;
import io.ddp4ee.query.QuerySubscriber;
import io.ddp4ee.query.Timer;
import io.ddp4ee.query.jpa.EntityQueries;
import io.ddp4ee.query.jpa.UnitDatabase;
import io.ddp4ee.wanted.WantedPlaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class UnitReceiverTest {

    @Entity(name = "Leaf")
    @DdpCollection
    static class Leaf {
        @Id
        Long id;

        String text;
    }

    /** Of a provider whose caches do not let themselves be emptied. */
    private static final class FailingHooks implements ProviderHooks {

        private volatile boolean asked;

        @Override
        public void attach(Unit unit, EntityEvents events) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void beforePersist(Unit unit, Consumer<Object> action) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<Class<?>, Set<String>> tables(Unit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void evictDerived(Unit unit, Set<Class<?>> entities) {
            asked = true;
            throw new IllegalStateException("The cache is closed");
        }
    }

    private static final class Subscriber implements QuerySubscriber {

        private volatile boolean hasJoined;
        private volatile boolean hasChanged;

        @Override
        public void joined(LiveView view, Delta documents) {
            hasJoined = true;
        }

        @Override
        public void changed(LiveView view, Delta delta) {
            hasChanged = true;
        }

        @Override
        public CompletionStage<?> refused(LiveView view, Exception cause) {
            throw new AssertionError(cause);
        }
    }

    private final CapturedUnit unit = new CapturedUnit(Provider.HIBERNATE, Map.of(), Leaf.class);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Subscriber subscriber = new Subscriber();
    private final FailingHooks hooks = new FailingHooks();
    private final Batches batches = new Batches();
    private LiveQueries queries;
    private Evictions evictions;
    private UnitReceiver receiver;
    private String transaction;

    @BeforeEach
    void aLiveQueryHasItsDocuments_andOneMoreIsStored() {
        Timer timer = (delay, task) -> {
            var unused = clock.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        };
        queries = new LiveQueries(
                new UnitDatabase(unit.shapes().ids(), 100, 100_000),
                threads,
                threads,
                timer,
                new QueryLimits(1, Duration.ZERO, Duration.ZERO));
        evictions = new Evictions(unit.unit(), hooks, queries::execute, timer);
        receiver = new UnitReceiver(unit.unit(), queries, evictions, "me", new Notices(), batches, 1_000_000);
        receiver.established();
        var query = new EntityQueries(unit.unit(), unit.shapes(), new Binder(EjsonJsonb.create()), new WantedPlaces())
                .bind(LiveQuery.of(Leaf.class), List.of(), null)
                .orElseThrow();
        queries.join(queries.views(List.of(query), subscriber), () -> null);
        await().until(() -> subscriber.hasJoined);
        unit.commit(entityManager -> {
            entityManager
                    .createNativeQuery("insert into leaf (id, text) values (1, 'a')")
                    .executeUpdate();
            transaction = (String) entityManager
                    .createNativeQuery("select cast(pg_current_xact_id() as text)", String.class)
                    .getSingleResult();
        });
        assertThat(subscriber.hasChanged).isFalse();
    }

    @AfterEach
    void stop() {
        clock.shutdownNow();
        threads.shutdownNow();
        unit.close();
    }

    @Test
    void aCacheThatCannotBeEvicted_keepsNoChangeFromTheQueries() {
        receiver.received(transaction, List.of(part("Leaf")));

        await().until(() -> subscriber.hasChanged);
        assertThat(hooks.asked).isTrue();
    }

    private String part(String entity) {
        ChangeBatch batch = new ChangeBatch(
                Long.parseLong(transaction),
                Snapshot.parse(transaction + ":" + transaction + ":"),
                "other",
                List.of(Change.ofAny(entity)));
        return new BatchText().write(batch, List.of("common"));
    }

    @Test
    void aTransactionInSeveralParts_isAllOfThem() {
        receiver.received(transaction, List.of(part("Other"), part("Leaf")));

        await().until(() -> subscriber.hasChanged);
        assertThat(batches.all()).singleElement().satisfies(batch -> {
            assertThat(batch.transaction()).isEqualTo(Long.parseLong(transaction));
            assertThat(batch.server()).isEqualTo("other");
            assertThat(batch.entities()).containsExactlyInAnyOrder("Other", "Leaf");
            assertThat(batch.changes()).isEqualTo(2);
        });
    }

    @Test
    void moreThanMayWait_isAGap() {
        CountDownLatch busy = new CountDownLatch(1);
        queries.execute(() -> awaitUnchecked(busy));
        UnitReceiver small = new UnitReceiver(unit.unit(), queries, evictions, "me", new Notices(), batches, 10);

        small.received(transaction, List.of(part("Other")));
        small.received(transaction, List.of(part("Other")));
        busy.countDown();

        await().until(() -> subscriber.hasChanged);
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatCannotBeReadForWhateverReason_isAGap() {
        receiver.received("no number", List.of("{}"));

        await().until(() -> subscriber.hasChanged);
    }
}

package io.ddp4ee.unit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;

import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.ddp4ee.DdpCollection;
import io.ddp4ee.bus.BatchText;
import io.ddp4ee.bus.BatchText.UnknownVersionException;
import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.ChangeBatch;
import io.ddp4ee.bus.Channels;
import io.ddp4ee.capture.Capture;
import io.ddp4ee.capture.CapturedUnit;
import io.ddp4ee.capture.Cascades;
import io.ddp4ee.capture.Outcome;
import io.ddp4ee.capture.Provider;
import io.ddp4ee.capture.PublishListener;
import io.ddp4ee.capture.Published;
import io.ddp4ee.container.Threads;
import io.ddp4ee.spi.BusConnection;
import io.ddp4ee.spi.BusStatement;
import io.ddp4ee.wanted.WantedPlaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class AnnouncementTest {

    @Entity(name = "Leaf")
    @DdpCollection
    static class Leaf {
        @Id
        Long id;
    }

    /** Keeps what is published. */
    private final class Bus implements BusConnection {
        @Override
        public List<BusStatement> publish(String transaction, int backend, Map<String, String> texts) {
            if (refused.getAndDecrement() > 0) {
                throw new IllegalStateException("The test wants it so");
            }
            try {
                for (String text : texts.values()) {
                    published.add(new BatchText().read(Long.parseLong(transaction), text));
                }
            } catch (UnknownVersionException e) {
                throw new IllegalStateException(e);
            }
            return List.of();
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    private final CapturedUnit unit =
            new CapturedUnit(Provider.HIBERNATE, Map.of("hibernate.generate_statistics", "true"), Leaf.class);
    private final Threads threads = new Threads(Thread::new, 1, 2);
    private final List<ChangeBatch> published = new CopyOnWriteArrayList<>();
    private final List<String> completed = new CopyOnWriteArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();

    private void begin() {
        PublishListener listener = new PublishListener() {
            @Override
            public void publishing(Published batch) {
                // What counts is how it ends.
            }

            @Override
            public void completed(Published batch, Outcome outcome) {
                completed.add(outcome + " " + batch.entities());
            }
        };
        Capture capture = new Capture(
                unit.unit(),
                unit.shapes(),
                new Channels("test", Map.of()),
                new Bus(),
                "server",
                10,
                Cascades.NONE,
                new WantedPlaces(),
                listener);
        new Announcement(unit.unit(), capture, threads).begin();
    }

    @AfterEach
    void stop() {
        threads.stop();
        unit.close();
    }

    @Test
    void everything_isToldAtOnce_andAgainWhenAllThatHadBegunHasEnded() {
        SessionFactory factory = unit.unit().factory().unwrap(SessionFactory.class);
        try (EntityManager early = unit.unit().factory().createEntityManager()) {
            early.getTransaction().begin();
            long open = (Long)
                    early.createNativeQuery("select cast(cast(pg_current_xact_id() as text) as bigint)", Long.class)
                            .getSingleResult();
            long before = factory.getStatistics().getTransactionCount();

            begin();
            await().until(() -> factory.getStatistics().getTransactionCount() >= before + 2);
            early.getTransaction().commit();

            await().until(() -> published.size() == 2);
            assertThat(published)
                    .allSatisfy(batch -> assertThat(batch.changes()).containsExactly(Change.ofAny("Leaf")));
            assertThat(published.get(0).snapshot().sees(open)).isFalse();
            assertThat(published.get(1).snapshot().sees(open)).isTrue();
        }
        await().until(() -> completed.size() == 2);
        assertThat(completed).containsOnly("COMMITTED [Leaf]");
    }

    @Test
    void whatTheDatabaseDoesNotTake_isToldLater() {
        refused.set(1);

        begin();

        await().until(() -> published.size() == 2);
    }
}

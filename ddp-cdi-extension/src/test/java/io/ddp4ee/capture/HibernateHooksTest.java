package io.ddp4ee.capture;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.LockModeType;

import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.capture.Stock.Item;
import io.ddp4ee.persistence.PersistenceXml.Declaration;
import io.ddp4ee.persistence.Unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class HibernateHooksTest {

    static Stream<Arguments> locks() {
        Map<String, BiConsumer<EntityManager, LockModeType>> ways = Map.of(
                "lock", (em, mode) -> em.lock(em.find(Item.class, 1L), mode),
                "lock of a reference", (em, mode) -> em.lock(em.getReference(Item.class, 1L), mode),
                "find", (em, mode) -> em.find(Item.class, 1L, mode),
                "find of what is loaded",
                        (em, mode) -> {
                            em.find(Item.class, 1L);
                            em.find(Item.class, 1L, mode);
                        },
                "query",
                        (em, mode) -> em.createQuery("from Item", Item.class)
                                .setLockMode(mode)
                                .getResultList());
        return ways.entrySet().stream().flatMap(way -> Stream.of(
                        LockModeType.OPTIMISTIC_FORCE_INCREMENT, LockModeType.PESSIMISTIC_FORCE_INCREMENT)
                .map(mode -> Arguments.of(way.getKey(), mode, way.getValue())));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("locks")
    void aLockThatIncrementsTheVersion_isAnUpdate(
            String name, LockModeType mode, BiConsumer<EntityManager, LockModeType> lock) {
        try (CapturedUnit unit = CapturedUnit.of(Provider.HIBERNATE, Item.class)) {
            unit.commit(entityManager -> entityManager.persist(Item.of(1, "a")));

            List<Change> changes = unit.commit(entityManager -> {
                // Publishing waits for the end before the increment does.
                entityManager.persist(Item.of(2, "b"));
                entityManager.flush();
                lock.accept(entityManager, mode);
            });

            int version = version(unit);
            assertThat(changes).extracting(Change::id).containsExactlyInAnyOrder("1", "2");
            assertThat(changes).filteredOn(change -> change.id().equals("1")).allSatisfy(change -> {
                assertThat(change.operation()).isEqualTo(Operation.UPDATE);
                assertThat(change.documents().get("item").fields().text()).contains("\"version\":" + version);
            });
        }
    }

    private static int version(CapturedUnit unit) {
        try (EntityManager entityManager = unit.unit().factory().createEntityManager()) {
            return entityManager.find(Item.class, 1L).version;
        }
    }

    @Test
    void aStatelessSessionOfAResourceLocalUnit_worksAsBefore() {
        try (CapturedUnit unit = CapturedUnit.of(Provider.HIBERNATE, Item.class)) {
            writeStateless(unit);

            assertThat(unit.bus().publications()).isZero();
        }
    }

    @Test
    void aStatelessSessionInATransactionOfTheContainer_isNoted() {
        try (CapturedUnit unit = new CapturedUnit(Provider.HIBERNATE, Map.of(), Item.class)) {
            TestRegistry registry = new TestRegistry();
            Unit container = new Unit(
                    new Declaration("capture", null, null, List.of(), false),
                    unit.unit().factory(),
                    null);
            unit.hooks().attach(container, new ContainerTransactions(unit.capture(), container.factory(), registry));

            writeStateless(unit);
            registry.beforeCompletion();

            assertThat(unit.bus().take())
                    .extracting(Change::id, Change::operation)
                    .containsExactlyInAnyOrder(tuple("1", Operation.INSERT), tuple("3", Operation.UPDATE));
        }
    }

    private static void writeStateless(CapturedUnit unit) {
        SessionFactory factory = unit.unit().factory().unwrap(SessionFactory.class);
        try (StatelessSession session = factory.openStatelessSession()) {
            EntityTransaction transaction = session.beginTransaction();
            Item kept = Item.of(1, "a");
            session.insert(kept);
            kept.name = "b";
            session.update(kept);
            Item removed = Item.of(2, "a");
            session.insert(removed);
            session.delete(removed);
            session.upsert(Item.of(3, "c"));
            transaction.commit();
        }
    }
}

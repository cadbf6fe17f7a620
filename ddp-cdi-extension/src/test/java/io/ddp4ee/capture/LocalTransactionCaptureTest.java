package io.ddp4ee.capture;

import java.util.List;

import jakarta.persistence.EntityManager;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.capture.Stock.Item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LocalTransactionCaptureTest {

    @ParameterizedTest
    @EnumSource(Provider.class)
    void flushesWithinATransaction_areOneBatch(Provider provider) {
        try (CapturedUnit unit = CapturedUnit.of(provider, Item.class)) {
            List<Change> changes = unit.commit(entityManager -> {
                entityManager.persist(Item.of(1, "a"));
                entityManager.flush();
                entityManager.persist(Item.of(2, "b"));
                entityManager.flush();
                entityManager.find(Item.class, 1L).name = "c";
            });

            assertThat(changes).extracting(Change::id).containsExactlyInAnyOrder("1", "2");
            assertThat(changes).extracting(Change::operation).containsOnly(Operation.INSERT);
            assertThat(changes)
                    .allSatisfy(change -> assertThat(change.documents()).hasSize(1));
            assertThat(unit.bus().publications()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void whatIsPublished_isToldBeforeItsCommit_andItsEndOnceAfterIt(Provider provider) {
        try (CapturedUnit unit = CapturedUnit.of(provider, Item.class)) {
            unit.ends().with(() -> rows(unit));

            unit.commit(entityManager -> entityManager.persist(Item.of(1, "a")));

            assertThat(unit.ends().told()).containsExactly("publishing [Item]0", "COMMITTED [Item]1");
        }
    }

    private static Object rows(CapturedUnit unit) {
        try (EntityManager other = unit.unit().factory().createEntityManager()) {
            return other.createQuery("select count(i) from Item i").getSingleResult();
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void aCommitThatFails_isNeverToldAsOneThatWorked(Provider provider) {
        try (CapturedUnit unit = CapturedUnit.of(provider, Item.class)) {
            unit.sql("alter table item add constraint one_name unique (name) deferrable initially deferred");
            unit.bus().take();

            assertThatThrownBy(() -> unit.commit(entityManager -> {
                        entityManager.persist(Item.of(1, "a"));
                        entityManager.persist(Item.of(2, "a"));
                    }))
                    .isInstanceOf(RuntimeException.class);

            assertThat(unit.ends().told()).startsWith("publishing [Item]").doesNotContain("COMMITTED [Item]");
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void everything_isPublishedInATransactionOfItsOwn(Provider provider) throws Exception {
        try (CapturedUnit unit = CapturedUnit.of(provider, Item.class)) {
            long transaction = unit.capture().publishEverything(unit.unit().transactions());

            assertThat(transaction).isPositive();
            assertThat(unit.bus().take()).containsExactly(Change.ofAny("Item"));
            assertThat(unit.ends().told()).containsExactly("publishing [Item]", "COMMITTED [Item]");
        }
    }
}

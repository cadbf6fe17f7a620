package io.ddp4ee.capture;

import java.util.List;
import java.util.Map;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;

import org.junit.jupiter.api.Test;

import io.ddp4ee.DdpCollection;
import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.capture.Stock.Item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EclipseLinkHooksTest {

    @Entity(name = "Parcel")
    @DdpCollection
    static class Parcel {
        @Id
        Long id;

        @ElementCollection
        @CollectionTable
        List<Label> labels;

        @Embeddable
        static class Label {
            String text;

            static Label of(String text) {
                Label label = new Label();
                label.text = text;
                return label;
            }
        }
    }

    @Test
    void anEntityManagerFromBeforeWeListened_isCapturedToo() {
        try (CapturedUnit unit = new CapturedUnit(Provider.ECLIPSELINK, Map.of(), Item.class);
                EntityManager early = unit.unit().factory().createEntityManager()) {
            assertThat(early.find(Item.class, 1L)).isNull();
            unit.attach();

            assertThat(unit.commit(early, entityManager -> entityManager.persist(Item.of(1, "a"))))
                    .extracting(Change::id)
                    .containsExactly("1");
            assertThat(unit.commit(early, entityManager -> entityManager.find(Item.class, 1L).name = "b"))
                    .extracting(Change::operation)
                    .containsExactly(Operation.UPDATE);
        }
    }

    @Test
    void aBulkStatementThatHitsNothing_isNoChange() {
        try (CapturedUnit unit = CapturedUnit.of(Provider.ECLIPSELINK, Item.class)) {
            String update = "update Item i set i.name = 'x'";
            assertThat(unit.commit(
                            entityManager -> entityManager.createQuery(update).executeUpdate()))
                    .isEmpty();
            unit.commit(entityManager -> entityManager.persist(Item.of(1, "a")));
            assertThat(unit.commit(
                            entityManager -> entityManager.createQuery(update).executeUpdate()))
                    .containsExactly(Change.ofAny("Item"));
            assertThat(unit.commit(entityManager ->
                            entityManager.createQuery("delete from Item i").executeUpdate()))
                    .containsExactly(Change.ofAny("Item"));
            assertThat(unit.commit(entityManager ->
                            entityManager.createQuery("delete from Item i").executeUpdate()))
                    .isEmpty();
        }
    }

    @Test
    void embeddablesWithRowsOfTheirOwn_areTheirOwnersChange() {
        try (CapturedUnit unit = CapturedUnit.of(Provider.ECLIPSELINK, Parcel.class)) {
            List<Change> inserted = unit.commit(entityManager -> {
                Parcel parcel = new Parcel();
                parcel.id = 1L;
                parcel.labels = List.of(Parcel.Label.of("fragile"));
                entityManager.persist(parcel);
            });
            List<Change> updated = unit.commit(
                    entityManager -> entityManager.find(Parcel.class, 1L).labels.add(Parcel.Label.of("heavy")));

            assertThat(inserted).extracting(Change::operation).containsExactly(Operation.INSERT);
            assertThat(updated).extracting(Change::operation).containsExactly(Operation.UPDATE);
        }
    }

    @Test
    void whenTheDatabaseRefusesTheReadBack_theCommitFailsWithItsReason() {
        try (CapturedUnit unit = CapturedUnit.of(Provider.ECLIPSELINK, Item.class)) {
            assertThatThrownBy(() -> unit.commit(entityManager -> {
                        entityManager.persist(Item.of(1, "a"));
                        entityManager.flush();
                        CapturedUnit.sql(entityManager, "alter table item drop column name");
                    }))
                    .rootCause()
                    .hasMessageContaining("column")
                    .hasMessageNotContaining("aborted");
        }
    }
}

package io.ddp4ee.capture;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.ddp4ee.DocumentMapping;
import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.capture.Stock.Item;
import io.ddp4ee.capture.Stock.Priced;
import io.ddp4ee.capture.Stock.Ratio;
import io.ddp4ee.fixture.Identified.Room;
import io.ddp4ee.persistence.ObjectMapping;

import static org.assertj.core.api.Assertions.assertThat;

class ReadBackTest {

    @ParameterizedTest
    @EnumSource(Provider.class)
    void aRowThatIsKnownByAMapping_getsItsIdWithTheTransaction(Provider provider) {
        try (CapturedUnit unit = CapturedUnit.of(provider, Room.class, ObjectMapping.class)) {
            Room room = Room.of("red");
            Change inserted =
                    unit.commit(entityManager -> entityManager.persist(room)).get(0);
            String id = inserted.documents().get("room").id();
            assertThat(id).matches("[2-9A-Za-z]{17}");
            assertThat(unit.shapes().ids().documentIdOf(room)).isEqualTo(id);

            Change updated = unit.commit(entityManager -> entityManager.find(Room.class, room.id).name = "blue")
                    .get(0);
            assertThat(updated.documents().get("room").id()).isEqualTo(id);
            assertThat(updated.id()).isEqualTo(room.id.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void anExpressionThatFailsForARow_doesNotFailItsCommit(Provider provider) {
        try (CapturedUnit unit = new CapturedUnit(provider, Map.of(), Ratio.class)) {
            unit.with(DocumentMapping.of(Ratio.class).fields("10 / divisor as share"), "ratio")
                    .attach();

            assertThat(unit.commit(entityManager -> entityManager.persist(Ratio.of(1, 0))))
                    .containsExactly(new Change("Ratio", "1", Operation.INSERT, Map.of()));
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void aRowWhoseKeyTheDatabaseWritesOtherwise_isAnyRow(Provider provider) {
        try (CapturedUnit unit = CapturedUnit.of(provider, Priced.class)) {
            assertThat(unit.commit(entityManager -> entityManager.persist(Priced.of("1"))))
                    .containsExactly(Change.ofAny("Priced"));
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void aRowWhoseKeyATriggerMakes_isAnyRow(Provider provider) {
        try (CapturedUnit unit = CapturedUnit.of(provider, Item.class)) {
            unit.sql("create function other_id() returns trigger language plpgsql as"
                    + " 'begin new.id := new.id + 1000; return new; end'");
            unit.sql("create trigger other_id before insert on item for each row execute function other_id()");

            assertThat(unit.commit(entityManager -> entityManager.persist(Item.of(1, "a"))))
                    .containsExactly(Change.ofAny("Item"));
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void aRowThatIsInsertedAndRemoved_isNothing(Provider provider) {
        try (CapturedUnit unit = CapturedUnit.of(provider, Item.class)) {
            List<Change> changes = unit.commit(entityManager -> {
                Item item = Item.of(1, "a");
                entityManager.persist(item);
                entityManager.flush();
                entityManager.remove(item);
            });

            assertThat(changes).isEmpty();
            assertThat(unit.bus().publications()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void aRowOfASavepointThatIsRolledBack_isNotToldAsInserted(Provider provider) {
        try (CapturedUnit unit = CapturedUnit.of(provider, Item.class)) {
            List<Change> changes = unit.commit(entityManager -> {
                CapturedUnit.sql(entityManager, "savepoint before_it");
                entityManager.persist(Item.of(1, "a"));
                entityManager.flush();
                CapturedUnit.sql(entityManager, "rollback to savepoint before_it");
            });

            assertThat(changes).containsExactly(Change.ofAny("Item"));
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void aRowWhoseRemovalIsRolledBack_isStillToldAsInserted(Provider provider) {
        try (CapturedUnit unit = CapturedUnit.of(provider, Item.class)) {
            List<Change> changes = unit.commit(entityManager -> {
                Item item = Item.of(1, "a");
                entityManager.persist(item);
                entityManager.flush();
                CapturedUnit.sql(entityManager, "savepoint after_it");
                entityManager.remove(item);
                entityManager.flush();
                CapturedUnit.sql(entityManager, "rollback to savepoint after_it");
            });

            assertThat(changes).extracting(Change::operation).containsExactly(Operation.INSERT);
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void anUpdatedRowThatIsNotFound_isAnyRow_andADeletedOneIsDeleted(Provider provider) {
        try (CapturedUnit unit = CapturedUnit.of(provider, Item.class)) {
            unit.commit(entityManager -> entityManager.persist(Item.of(1, "a")));
            unit.commit(entityManager -> entityManager.persist(Item.of(2, "b")));

            List<Change> updated = unit.commit(entityManager -> {
                entityManager.find(Item.class, 1L).name = "c";
                entityManager.flush();
                CapturedUnit.sql(entityManager, "delete from item where id = 1");
            });
            List<Change> deleted =
                    unit.commit(entityManager -> entityManager.remove(entityManager.find(Item.class, 2L)));

            assertThat(updated).containsExactly(Change.ofAny("Item"));
            assertThat(deleted).containsExactly(new Change("Item", "2", Operation.DELETE, Map.of()));
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void moreRowsThanTheBound_areAnyRow(Provider provider) {
        try (CapturedUnit unit = CapturedUnit.of(provider, Item.class)) {
            long most = CapturedUnit.MOST_ROWS;
            List<Change> few = unit.commit(entityManager ->
                    LongStream.rangeClosed(1, most).forEach(id -> entityManager.persist(Item.of(id, "a"))));
            List<Change> many = unit.commit(entityManager -> LongStream.rangeClosed(most + 1, 3 * most + 1)
                    .forEach(id -> entityManager.persist(Item.of(id, "a"))));

            assertThat(few).hasSize(CapturedUnit.MOST_ROWS).noneMatch(Change::isOfAny);
            assertThat(many).containsExactly(Change.ofAny("Item"));
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void moreBytesThanTheBound_travelAsIdsOnly(Provider provider) {
        try (CapturedUnit unit = CapturedUnit.of(provider, Item.class)) {
            List<Change> small = unit.commit(entityManager -> entityManager.persist(Item.of(1, "x".repeat(100_000))));
            long before = unit.bus().bytes();
            List<Change> large = unit.commit(entityManager -> {
                entityManager.persist(Item.of(2, "x".repeat(20_000_000)));
                entityManager.persist(Item.of(3, "y"));
            });

            assertThat(small).extracting(Change::documents).noneMatch(Map::isEmpty);
            assertThat(large)
                    .containsExactlyInAnyOrder(
                            new Change("Item", "2", Operation.INSERT, Map.of()),
                            new Change("Item", "3", Operation.INSERT, Map.of()));
            assertThat(unit.bus().bytes() - before).isLessThan(1000);
        }
    }
}

package io.ddp4ee.capture;

import java.util.Map;

import jakarta.transaction.Synchronization;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.capture.Stock.Item;

import static org.assertj.core.api.Assertions.assertThat;

class ContainerTransactionsTest {

    private final TestRegistry registry = new TestRegistry();

    @Test
    void aTransactionThatWillBeRolledBack_isNotNoted() {
        try (CapturedUnit unit = new CapturedUnit(Provider.HIBERNATE, Map.of(), Item.class)) {
            ContainerTransactions events =
                    new ContainerTransactions(unit.capture(), unit.unit().factory(), registry);
            registry.setRollbackOnly();

            events.changed(null, Item.class, 1L, Operation.UPDATE);
            events.anyChanged(null, Item.class);

            assertThat(registry.isEmpty()).isTrue();
        }
    }

    @Test
    void aTransactionThatMayCommit_isPublishedOnce() {
        try (CapturedUnit unit = new CapturedUnit(Provider.HIBERNATE, Map.of(), Item.class)) {
            ContainerTransactions events =
                    new ContainerTransactions(unit.capture(), unit.unit().factory(), registry);

            events.changed(null, Item.class, 1L, Operation.DELETE);
            events.changed(null, Item.class, 2L, Operation.DELETE);
            registry.beforeCompletion();

            assertThat(unit.bus().take()).extracting(Change::id).containsExactly("1", "2");
            assertThat(unit.bus().publications()).isEqualTo(1);
        }
    }

    @Test
    void outsideATransaction_nothingIsNoted() {
        try (CapturedUnit unit = new CapturedUnit(Provider.HIBERNATE, Map.of(), Item.class)) {
            ContainerTransactions events = events(unit);
            registry.leaveTransaction();

            events.changed(null, Item.class, 1L, Operation.UPDATE);

            assertThat(registry.isEmpty()).isTrue();
        }
    }

    @Test
    void whatIsFlushedByALaterSynchronization_isPublishedWithTheRest() {
        try (CapturedUnit unit = new CapturedUnit(Provider.HIBERNATE, Map.of(), Item.class)) {
            ContainerTransactions events = events(unit);

            events.changed(null, Item.class, 1L, Operation.DELETE);
            registry.registerInterposedSynchronization(new Synchronization() {
                @Override
                public void beforeCompletion() {
                    events.changed(null, Item.class, 2L, Operation.DELETE);
                }

                @Override
                public void afterCompletion(int status) {
                    // It only flushes.
                }
            });
            registry.beforeCompletion();

            assertThat(unit.bus().take()).extracting(Change::id).containsExactly("1", "2");
            assertThat(unit.bus().publications()).isEqualTo(1);
        }
    }

    @Test
    void aNoteThatComesAfterThePublication_isPublishedAlone() {
        try (CapturedUnit unit = new CapturedUnit(Provider.HIBERNATE, Map.of(), Item.class)) {
            ContainerTransactions events = events(unit);

            events.changed(null, Item.class, 1L, Operation.DELETE);
            registry.beforeCompletion();
            unit.bus().take();
            events.changed(null, Item.class, 2L, Operation.DELETE);
            registry.beforeCompletion();

            assertThat(unit.bus().take()).extracting(Change::id).containsExactly("2");
        }
    }

    @ParameterizedTest
    @CsvSource({"3,COMMITTED", "4,UNKNOWN", "5,UNKNOWN"})
    void theEndOfWhatWasPublished_isToldOnce(int status, String outcome) {
        try (CapturedUnit unit = new CapturedUnit(Provider.HIBERNATE, Map.of(), Item.class)) {
            events(unit).changed(null, Item.class, 1L, Operation.DELETE);
            registry.beforeCompletion();
            registry.afterCompletion(status);

            assertThat(unit.ends().told()).containsExactly("publishing [Item]", outcome + " [Item]");
        }
    }

    private ContainerTransactions events(CapturedUnit unit) {
        return new ContainerTransactions(unit.capture(), unit.unit().factory(), registry);
    }
}

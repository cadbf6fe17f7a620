package io.ddp4ee.capture;

import java.util.Map;

import org.junit.jupiter.api.Test;

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
}

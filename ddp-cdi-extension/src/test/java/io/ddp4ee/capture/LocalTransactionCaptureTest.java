package io.ddp4ee.capture;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.capture.Stock.Item;

import static org.assertj.core.api.Assertions.assertThat;

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
}

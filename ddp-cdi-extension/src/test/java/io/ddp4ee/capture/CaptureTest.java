package io.ddp4ee.capture;

import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.ddp4ee.bus.Operation;
import io.ddp4ee.capture.Stock.Item;
import io.ddp4ee.capture.Stock.Pair;
import io.ddp4ee.persistence.Unit;

import static org.assertj.core.api.Assertions.assertThat;

class CaptureTest {

    @ParameterizedTest
    @EnumSource(Provider.class)
    void aKeyThatCannotBeRead_isAnyRow(Provider provider) {
        try (CapturedUnit captured = new CapturedUnit(provider, Map.of(), Pair.class, Item.class)) {
            Unit unit = captured.unit();
            Capture capture = captured.capture();
            Notes notes = capture.newNotes();

            capture.note(notes, Pair.class, "no key of a pair", Operation.UPDATE);
            capture.note(notes, Item.class, null, Operation.UPDATE);

            assertThat(notes.any())
                    .containsExactly(
                            unit.entities().named("Pair"), unit.entities().named("Item"));
        }
    }
}

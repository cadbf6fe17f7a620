package io.ddp4ee.benchmarks.scenario;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScenarioTest {

    @Test
    void namedOnes_runInTheirOrder_andAllIfNoneIsNamed() {
        assertThat(Scenario.named(List.of("FanOut", "Memory")))
                .extracting(Scenario::name)
                .containsExactly("Memory", "FanOut");
        assertThat(Scenario.named(List.of())).hasSameSizeAs(Scenario.all());
    }

    @Test
    void unknownName_isRefused() {
        assertThatThrownBy(() -> Scenario.named(List.of("Fanout")))
                .hasMessageContaining("Fanout")
                .hasMessageContaining("FanOut");
    }
}

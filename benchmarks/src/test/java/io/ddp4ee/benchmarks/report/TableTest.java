package io.ddp4ee.benchmarks.report;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TableTest {

    @Test
    void numbers_haveAsManyDigitsAsSaySomething() {
        Table table = new Table("T", "a", "b", "c", "d");
        table.row(1000, 0.123, 12.34, 1234.5);
        table.note("N");

        assertThat(table.toString())
                .isEqualTo(
                        "\n### T\n\n| a | b | c | d |\n| --- | --- | --- | --- |\n| 1000 | 0.12 | 12.3 | 1235 |\n\nN\n");
    }

    @Test
    void spread_saysTheLeastAndTheMost_unlessItIsOne() {
        Table table = new Table("T", "a", "b", "c");
        table.row(
                Spread.of(List.of(3.0, 1.0, 2.5), Double::doubleValue),
                Spread.of(List.of(6.0, 6.0), Double::doubleValue),
                Spread.of(List.of(Double.NaN), Double::doubleValue));

        assertThat(table.toString()).contains("| 2.50 (1.00–3.00) | 6.00 | – |");
    }

    @Test
    void rowOfAnotherLength_isRefused() {
        assertThatThrownBy(() -> new Table("T", "a").row(1, 2)).hasMessageContaining("2 cells");
    }
}

package io.ddp4ee.session;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.ddp4ee.session.SimulatedDatabase.CategoryQuery;

import static org.assertj.core.api.Assertions.assertThat;

/** Whose values may be older than whose. */
class SourceTest {

    private final Bench bench = new Bench();
    private final Source handlers = new Source(null);

    private static Source over(Bench database, String category) {
        return new Source(database.queries
                .views(List.of(new CategoryQuery(category, true, false)), null)
                .get(0));
    }

    @Test
    void queriesOfOneDatabase_compare() {
        assertThat(over(bench, "a").isComparableTo(over(bench, "b"))).isTrue();
    }

    @Test
    void queriesOfTwoDatabases_doNotCompare() {
        assertThat(over(bench, "a").isComparableTo(over(new Bench(), "a"))).isFalse();
    }

    @Test
    void handlers_doNotCompare() {
        assertThat(handlers.isComparableTo(over(bench, "a"))).isFalse();
        assertThat(over(bench, "a").isComparableTo(handlers)).isFalse();
        assertThat(handlers.isComparableTo(new Source(null))).isFalse();
    }
}

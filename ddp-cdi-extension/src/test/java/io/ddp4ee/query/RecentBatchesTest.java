package io.ddp4ee.query;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.ChangeBatch;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.bus.Snapshot;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever has not seen what is not remembered any more is not believed. */
class RecentBatchesTest {

    private final RecentBatches recent = new RecentBatches();

    @BeforeEach
    void begin() {
        recent.missNothingSince(Snapshot.parse("5:5:"));
    }

    private static ChangeBatch batch(long transaction, String snapshot, String row, int rows) {
        List<Change> changes = IntStream.range(0, rows)
                .mapToObj(i -> new Change("Doc", row + i, Operation.UPDATE, Map.of()))
                .toList();
        return new ChangeBatch(transaction, Snapshot.parse(snapshot), "server", changes);
    }

    /** @param snapshot taken by one that has written a row of its own */
    private boolean isDoubted(String snapshot) {
        return recent.contradictRows(batch(9_999, snapshot, "own", 1), Snapshot.parse(snapshot), "Doc");
    }

    @Test
    void whoMissedTheSameRow_isDoubted() {
        recent.add(batch(10, "5:5:", "other", 1));
        assertThat(isDoubted("9:9:")).isFalse();

        recent.add(batch(11, "5:5:", "own", 1));
        assertThat(isDoubted("11:11:")).isTrue();
        assertThat(isDoubted("12:12:")).isFalse();
    }

    @Test
    void whoMissedOneOfVeryMany_isDoubted() {
        for (int i = 0; i < 2_000; i++) {
            recent.add(batch(10 + i, "5:5:", "other", 1));
        }
        assertThat(isDoubted("12:12:")).isTrue();
        assertThat(isDoubted("2000:2000:")).isFalse();
    }

    @Test
    void whoMissedVeryMuch_isDoubted() {
        recent.add(batch(10, "5:5:", "other", 1));
        recent.add(batch(11, "5:5:", "other", 100_000));
        recent.add(batch(12, "5:5:", "other", 1));
        assertThat(isDoubted("11:11:")).isTrue();
        assertThat(isDoubted("12:12:")).isFalse();
    }
}

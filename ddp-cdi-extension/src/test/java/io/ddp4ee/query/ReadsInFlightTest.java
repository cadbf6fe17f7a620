package io.ddp4ee.query;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Who waits for what is being read waits for that, and for nothing that begins later. */
class ReadsInFlightTest {

    private final ReadsInFlight reads = new ReadsInFlight();
    private final List<String> told = new ArrayList<>();

    @Test
    void nothingIsRead_goesOnAtOnce() {
        reads.end(reads.begin());

        reads.afterAll(() -> told.add("at once"));

        assertThat(told).containsExactly("at once");
    }

    @Test
    void severalAreRead_goesOnAfterTheLastOfThem() {
        long first = reads.begin();
        long second = reads.begin();
        reads.afterAll(() -> told.add("after both"));

        reads.end(second);
        assertThat(told).isEmpty();

        reads.end(first);
        assertThat(told).containsExactly("after both");
        assertThat(reads.isEmpty()).isTrue();
    }

    @Test
    void whatBeginsLater_isNotWaitedFor() {
        long first = reads.begin();
        reads.afterAll(() -> told.add("after the first"));
        reads.begin();

        reads.end(first);

        assertThat(told).containsExactly("after the first");
        assertThat(reads.isEmpty()).isFalse();
    }
}

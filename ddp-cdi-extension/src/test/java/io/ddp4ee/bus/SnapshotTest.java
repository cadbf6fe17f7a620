package io.ddp4ee.bus;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SnapshotTest {

    @ParameterizedTest
    @CsvSource({"9,true", "10,false", "11,true", "12,false", "13,true", "14,false", "99,false"})
    void sees_whatHadEnded(long transaction, boolean seen) {
        assertThat(Snapshot.parse("10:14:10,12").sees(transaction)).isEqualTo(seen);
    }

    @Test
    void order_isThatOfTime() {
        Snapshot first = Snapshot.parse("10:14:10,12");
        Snapshot oneEnded = Snapshot.parse("12:14:12");
        Snapshot allEnded = Snapshot.parse("14:14:");
        Snapshot later = Snapshot.parse("10:15:10,12,14");
        assertThat(oneEnded.isAtLeast(first)).isTrue();
        assertThat(first.isAtLeast(oneEnded)).isFalse();
        assertThat(allEnded.isAtLeast(oneEnded)).isTrue();
        assertThat(later.isAtLeast(allEnded)).isTrue();
        assertThat(first.isAtLeast(first)).isTrue();
    }

    @Test
    void sameNumbersInAnotherEpoch_areAnotherSnapshot_andALaterOne() {
        Snapshot snapshot = Snapshot.parse("10:14:10,12");
        assertThat(snapshot.inEpoch(1)).isNotEqualTo(snapshot);
        assertThat(snapshot.inEpoch(1).isAtLeast(Snapshot.parse("99:99:"))).isTrue();
        assertThat(Snapshot.parse("99:99:").isAtLeast(snapshot.inEpoch(1))).isFalse();
    }

    @Test
    void beforeATransaction_isWhatWasTakenBeforeItBegan() {
        Snapshot snapshot = Snapshot.parse("10:14:10,12");
        assertThat(snapshot.isBefore(12)).isFalse();
        assertThat(snapshot.isBefore(13)).isFalse();
        assertThat(snapshot.isBefore(14)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10:14:10,12", "14:14:", "1:9223372036854775807:"})
    void text_printedAsParsed(String text) {
        assertThat(Snapshot.parse(text)).hasToString(text).isEqualTo(Snapshot.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "10:14", "a:b:c", "1:2:x"})
    void otherText_refused(String text) {
        assertThatThrownBy(() -> Snapshot.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}

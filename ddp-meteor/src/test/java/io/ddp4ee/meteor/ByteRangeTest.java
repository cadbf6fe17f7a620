package io.ddp4ee.meteor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({"bytes=0-4, 0, 5", "bytes=3-, 3, 10", "bytes=-2, 8, 10", "bytes=5-99, 5, 10", "bytes=-99, 0, 10"})
    void part_isWithinTheFile(String header, long start, long end) {
        assertThat(ByteRange.of(header, 10)).isEqualTo(new ByteRange(start, end));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "bytes=-",
                "bytes=4-2",
                "bytes=0-1,4-5",
                "lines=1-2",
                "bytes=a-b",
                "bytes=9999999999999999999-"
            })
    void otherwise_itIsTheWhole(String header) {
        assertThat(ByteRange.of(header, 10)).isNull();
    }

    @Test
    void part_thatIsNotThere_isEmpty() {
        assertThat(ByteRange.of("bytes=10-", 10).isEmpty()).isTrue();
        assertThat(ByteRange.of("bytes=-0", 10).isEmpty()).isTrue();
        assertThat(ByteRange.of("bytes=9-", 10).isEmpty()).isFalse();
    }
}

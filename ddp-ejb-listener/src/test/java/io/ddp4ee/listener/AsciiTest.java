package io.ddp4ee.listener;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AsciiTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "ä",
                "\u0000",
                "\u001a",
                "\u001a00e4",
                "\ud83d\ude00",
                "\ud83d",
                "\ude00\ud83d",
                "\\u00e4\"\n"
            })
    void anyText_comesBack(String text) {
        String ascii = Ascii.encode(text);

        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(ascii)).isTrue();
        assertThat(ascii).doesNotContain("\u0000");
        assertThat(Ascii.decode(ascii)).isEqualTo(text);
    }

    @Test
    void randomUnits_comeBack() {
        Random random = new Random(42);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            text.append((char) random.nextInt(Character.MAX_VALUE + 1));
        }

        assertThat(Ascii.decode(Ascii.encode(text.toString()))).isEqualTo(text.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001a", "a\u001a00e", "\u001axyzw"})
    void brokenMark_isRefused(String ascii) {
        assertThatThrownBy(() -> Ascii.decode(ascii)).isInstanceOf(IllegalArgumentException.class);
    }
}

package io.ddp4ee.transport;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SockJsFramingTest {

    private final SockJsFraming framing = new SockJsFraming();

    @Test
    void clientsFrame_isAnArray_orOneString_orEmpty() throws Exception {
        assertThat(framing.messages("[\"a\",\"b\"]")).isEqualTo(List.of("a", "b"));
        assertThat(framing.messages("\"a\"")).isEqualTo(List.of("a"));
        assertThat(framing.messages("")).isEmpty();
        assertThat(framing.messages("[]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "a",
                "[1]",
                "[\"x\",1]",
                "[null]",
                "{}",
                "{\"msg\":\"ping\"}",
                "1",
                "null",
                "true",
                "[\"a\"",
                "[\"a\"] x"
            })
    void anythingElse_isBroken(String frame) {
        assertThatExceptionOfType(BrokenFramingException.class).isThrownBy(() -> framing.messages(frame));
    }

    @Test
    void room_isForQuotesAndBackslashes() throws Exception {
        String message = "\"".repeat(100);
        String frame = framing.frame(message).substring(1);
        assertThat(framing.messages(frame)).containsExactly(message);
        assertThat(frame).hasSize(framing.room(100));
        assertThat(framing.room(Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
    }
}

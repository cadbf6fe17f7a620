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
    @ValueSource(strings = {"[", "a", "[1]", "{}", "1", "[\"a\"", "[\"a\"] x"})
    void anythingElse_isBroken(String frame) {
        assertThatExceptionOfType(BrokenFramingException.class).isThrownBy(() -> framing.messages(frame));
    }
}

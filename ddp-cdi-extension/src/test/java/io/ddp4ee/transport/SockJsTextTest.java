package io.ddp4ee.transport;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.ddp4ee.ejson.Json;

import static org.assertj.core.api.Assertions.assertThat;

class SockJsTextTest {

    @Test
    void messages_areStringsOfOneArray() {
        assertThat(SockJsText.messages(List.of("{\"a\":1}", "é"))).isEqualTo("a[\"{\\\"a\\\":1}\",\"é\"]");
    }

    @Test
    void whatBrowsersLose_isEscaped() throws Exception {
        String text = "\0\n\u200d\u2028\u2060\ufff0\uffff📚\ud83d <";
        String frame = SockJsText.messages(List.of(text));

        assertThat(frame).isEqualTo("a[\"\\u0000\\n\\u200d\\u2028\\u2060\\ufff0\\uffff\\ud83d\\udcda\\ud83d <\"]");
        assertThat(new Json().parse(frame.substring(1))).isEqualTo(List.of(text));
    }

    @Test
    void close_hasAReason() {
        assertThat(SockJsText.close(1000, null)).isEqualTo("c[1000,\"Normal closure\"]");
        assertThat(SockJsText.close(1000, "The session was closed")).isEqualTo("c[1000,\"Normal closure\"]");
        assertThat(SockJsText.close(1001, null)).isEqualTo("c[1001,\"\"]");
        assertThat(SockJsText.close(1009, "Too \"big\"")).isEqualTo("c[1009,\"Too \\\"big\\\"\"]");
    }

    @Test
    void closeFrame_isKnown() {
        assertThat(SockJsText.isClose(SockJsText.close(1000, null))).isTrue();
        assertThat(SockJsText.isClose(SockJsText.messages(List.of("c")))).isFalse();
    }
}

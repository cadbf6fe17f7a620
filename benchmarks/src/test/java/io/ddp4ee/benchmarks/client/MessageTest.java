package io.ddp4ee.benchmarks.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MessageTest {

    @Test
    void message_isToldByItsBeginning() {
        assertThat(Message.of(bytes("{\"msg\":\"changed\",\"id\":\"1\"}"))).isEqualTo(Message.CHANGED);
        assertThat(Message.of(bytes("{\"msg\":\"ping\"}"))).isEqualTo(Message.PING);
        assertThat(Message.of(bytes("{\"msg\":\"updated\",\"methods\":[]}"))).isNull();
        assertThat(Message.of(bytes("{\"server_id\":\"0\"}"))).isNull();
        assertThat(Message.of(bytes(""))).isNull();
    }

    @Test
    void ready_countsItsSubscriptions() {
        assertThat(Message.readySubscriptions(bytes("{\"msg\":\"ready\",\"subs\":[\"a\"]}")))
                .isEqualTo(1);
        assertThat(Message.readySubscriptions(bytes("{\"msg\":\"ready\",\"subs\":[\"a\",\"b\",\"c\"]}")))
                .isEqualTo(3);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}

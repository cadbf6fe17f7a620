package io.ddp4ee.transport;

import java.nio.ByteBuffer;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

class BinaryPartsTest {

    private final BinaryParts parts = new BinaryParts(() -> 6);

    private boolean add(String part) {
        return parts.add(ByteBuffer.wrap(part.getBytes(US_ASCII)));
    }

    private String take() {
        return US_ASCII.decode(parts.take()).toString();
    }

    @Test
    void parts_areJoinedInTheirOrder() {
        assertThat(add("ab")).isTrue();
        assertThat(add("")).isTrue();
        assertThat(add("cd")).isTrue();
        assertThat(take()).isEqualTo("abcd");
    }

    @Test
    void eachMessage_hasTheWholeRoom() {
        add("abcdef");
        assertThat(take()).isEqualTo("abcdef");
        assertThat(add("ghijkl")).isTrue();
        assertThat(take()).isEqualTo("ghijkl");
    }

    @Test
    void tooManyParts_areRefusedBeforeTheyAreKept() {
        assertThat(add("abcd")).isTrue();
        assertThat(add("efg")).isFalse();
        assertThat(take()).isEqualTo("abcd");
    }

    @Test
    void tooLargeAPart_isRefused() {
        assertThat(add("abcdefg")).isFalse();
    }
}

package io.ddp4ee.listener;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SignatureTest {

    private final Signature signature = new Signature("a secret");

    @Test
    void channelAndText_doNotRunIntoEachOther() {
        assertThat(signature.sign("ddp_a", "1 text")).isNotEqualTo(signature.sign("ddp_a1", " text"));
    }

    @Test
    void anotherSecret_isAnotherSignature() {
        assertThat(new Signature("another").isOf(signature.sign("a", "text"), "a", "text"))
                .isFalse();
        assertThat(signature.isOf(signature.sign("a", "text"), "a", "text")).isTrue();
    }
}

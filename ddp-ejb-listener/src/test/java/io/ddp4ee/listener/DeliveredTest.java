package io.ddp4ee.listener;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveredTest {

    private final Delivered delivered = new Delivered();

    @Test
    void whatWasAdded_isKnown() {
        delivered.add(new Publication(7, "a"));

        assertThat(delivered.contains(new Publication(7, "a"))).isTrue();
        assertThat(delivered.contains(new Publication(7, "b"))).isFalse();
    }

    @Test
    void whatIsOlderThanEveryOpenTransaction_isKnownWithoutBeingKept() {
        delivered.add(new Publication(7, "a"));
        delivered.add(new Publication(9, "a"));

        delivered.forgetBefore(9);

        assertThat(delivered.contains(new Publication(7, "a"))).isTrue();
        assertThat(delivered.contains(new Publication(8, "never seen"))).isTrue();
        assertThat(delivered.contains(new Publication(9, "a"))).isTrue();
        assertThat(delivered.contains(new Publication(10, "new"))).isFalse();
        assertThat(delivered.size()).isEqualTo(1);
    }

    @Test
    void whileATransactionIsOpenForEver_memoryIsBounded() {
        for (int i = 0; i < 300_000; i++) {
            delivered.add(new Publication(i, "a"));
        }

        assertThat(delivered.size()).isEqualTo(100_000);
        assertThat(delivered.contains(new Publication(299_999, "a"))).isTrue();
    }
}

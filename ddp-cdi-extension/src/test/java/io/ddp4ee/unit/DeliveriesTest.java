package io.ddp4ee.unit;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.ddp4ee.unit.Deliveries.Delivery;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveriesTest {

    private final Deliveries deliveries = new Deliveries(10);

    private static Delivery delivery(String transaction, int length) {
        return new Delivery(transaction, List.of("x".repeat(length)));
    }

    @Test
    void inOrder_untilNothingWaits() {
        deliveries.offer(delivery("1", 4));
        deliveries.offer(delivery("2", 4));

        assertThat(deliveries.poll(0)).isEqualTo(delivery("1", 4));
        assertThat(deliveries.poll(0)).isEqualTo(delivery("2", 4));
        assertThat(deliveries.poll(0)).isNull();
    }

    @Test
    void tooMuch_isThrownAwayAndItsTasksTakeNothingNewer() {
        deliveries.offer(delivery("1", 6));
        int before = deliveries.generation();

        assertThat(deliveries.offer(delivery("2", 6))).isFalse();
        assertThat(deliveries.offer(delivery("3", 6))).isTrue();

        assertThat(deliveries.poll(before)).isNull();
        assertThat(deliveries.poll(deliveries.generation())).isEqualTo(delivery("3", 6));
    }

    @Test
    void onlyOneThatWaits_mayBeLonger() {
        assertThat(deliveries.offer(delivery("1", 60))).isTrue();
    }
}

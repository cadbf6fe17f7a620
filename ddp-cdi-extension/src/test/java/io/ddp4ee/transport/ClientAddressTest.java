package io.ddp4ee.transport;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClientAddressTest {

    @Test
    void withoutProxies_itIsThatOfThePeer() {
        assertThat(new ClientAddress(0).of("peer", List.of("1.1.1.1"))).isEqualTo("peer");
    }

    @Test
    void withProxies_thereAreAsManyEntries() {
        assertThat(new ClientAddress(1).of("peer", List.of("1.1.1.1"))).isEqualTo("1.1.1.1");
        assertThat(new ClientAddress(2).of("peer", List.of("1.1.1.1, 2.2.2.2"))).isEqualTo("1.1.1.1");
        assertThat(new ClientAddress(2).of("peer", List.of("1.1.1.1", "2.2.2.2")))
                .isEqualTo("1.1.1.1");
    }

    @Test
    void withAnotherNumberOfEntries_itIsNotKnown() {
        assertThat(new ClientAddress(1).of("peer", List.of())).isEmpty();
        assertThat(new ClientAddress(1).of("peer", List.of("9.9.9.9, 1.1.1.1"))).isEmpty();
        assertThat(new ClientAddress(2).of("peer", List.of("1.1.1.1"))).isEmpty();
    }
}

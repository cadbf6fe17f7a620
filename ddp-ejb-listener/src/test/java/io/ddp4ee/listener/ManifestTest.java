package io.ddp4ee.listener;

import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ManifestTest {

    @Test
    void listenerToSomeChannels_expectsTheirChunksOnly() {
        Manifest manifest = Manifest.parse(Manifest.of(Map.of("a", 2, "b", 3)).toString());

        assertThat(manifest.expected(Set.of(Manifest.checksum("a"), Manifest.checksum("other"))))
                .isEqualTo(2);
        assertThat(manifest.expected(Set.of(Manifest.checksum("a"), Manifest.checksum("b"))))
                .isEqualTo(5);
    }

    @Test
    void channelsOfOneChecksum_countTogether() {
        // Two of the many pairs that a CRC-32 cannot tell apart.
        assertThat(Manifest.checksum("plumless")).isEqualTo(Manifest.checksum("buckeroo"));

        Manifest manifest = Manifest.of(Map.of("plumless", 2, "buckeroo", 3));

        assertThat(manifest.expected(Set.of(Manifest.checksum("plumless")))).isEqualTo(5);
    }

    @Test
    void greatestCounts_doNotOverflow() {
        Manifest manifest = Manifest.of(Map.of("a", Integer.MAX_VALUE, "b", Integer.MAX_VALUE));

        assertThat(manifest.expected(Set.of(Manifest.checksum("a"), Manifest.checksum("b"))))
                .isEqualTo(2L * Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a*", "*", "a*0", "a*-1", "a*1,", "a*x", "a*99999999999"})
    void malformedText_isRefused(String text) {
        assertThatThrownBy(() -> Manifest.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}

package io.ddp4ee.listener;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ddp4ee.spi.BusStatement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChunkWriterTest {

    private final Signature signature = new Signature("a secret");
    private final ChunkWriter writer = new ChunkWriter(signature);

    private List<String> payloads(String text) {
        return writer.statements("123456789", 4711, Map.of("channel", text)).stream()
                .map(statement -> statement.parameters().get(1))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7000, 7800, 7850, 7900, 7999, 8000, 16_000, 1_000_000})
    void noPayload_isLongerThanPostgreSqlTakes(int length) {
        assertThat(payloads("x".repeat(length))).isNotEmpty().allSatisfy(payload -> assertThat(
                        payload.getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThan(8000));
    }

    @Test
    void longTexts_fillTheirChunks() {
        List<String> payloads = payloads("x".repeat(1_000_000));

        assertThat(payloads.subList(0, payloads.size() - 1))
                .allSatisfy(payload -> assertThat(payload.length()).isBetween(7950, 7999));
    }

    @Test
    void oneCharacterMoreThanFits_makesASecondChunk() {
        int fits = 7000;
        while (payloads("x".repeat(fits + 1)).size() == 1) {
            fits++;
        }

        assertThat(payloads("x".repeat(fits))).hasSize(1);
        assertThat(payloads("x".repeat(fits + 1))).hasSize(2);
        assertThat(payloads("x".repeat(fits + 1)).get(0).length()).isLessThanOrEqualTo(7999);
    }

    @Test
    void equalPublications_areToldApart() {
        // PostgreSQL delivers equal notifications of one transaction once.
        assertThat(payloads("same")).doesNotContainAnyElementsOf(payloads("same"));
    }

    @Test
    void moreChannelsThanANotificationCanName_areRefused() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < 1000; i++) {
            texts.put("channel" + i, "x");
        }

        assertThatThrownBy(() -> writer.statements("1", 1, texts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too many collections: 1000");
    }

    @Test
    void nothing_needsNoStatement() {
        assertThat(writer.statements("1", 1, Map.of())).isEmpty();
    }

    @Test
    void statements_areSignedForTheirChannel() {
        BusStatement statement =
                writer.statements("1", 7, Map.of("channel", "x")).get(0);
        String payload = statement.parameters().get(1);

        assertThat(Payload.of(new Notification("channel", payload, 7), signature))
                .isNotNull();
        assertThat(Payload.of(new Notification("other", payload, 7), signature)).isNull();
    }
}

package io.ddp4ee.listener;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.ddp4ee.listener.ChunkJoiner.Outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChunkJoinerTest {

    private static final String LONG = "x".repeat(20_000) + "ä";

    /** A chunk and where it was sent. */
    private record Sent(String channel, Chunk chunk) {}

    private final Signature signature = new Signature("a secret");
    private final ChunkWriter writer = new ChunkWriter(signature);
    private final ChunkJoiner joiner = new ChunkJoiner(Set.of("a", "b"), 1 << 20);

    private List<Sent> write(long transaction, Map<String, String> texts) {
        return writer.statements(Long.toString(transaction), 1, texts).stream()
                .map(statement -> {
                    String channel = statement.parameters().get(0);
                    Notification notification =
                            new Notification(channel, statement.parameters().get(1), 1);
                    return new Sent(
                            channel,
                            Chunk.parse(Payload.of(notification, signature).rest()));
                })
                .toList();
    }

    private Outcome add(Sent sent) {
        return joiner.add(sent.channel(), sent.chunk());
    }

    @Test
    void chunksInOrder_areHandedOnWithTheLast() {
        List<Sent> sent = write(1, Map.of("a", LONG));

        assertThat(sent).hasSize(3);
        assertThat(add(sent.get(0))).isEqualTo(new Outcome(null, null));
        assertThat(joiner.isIncomplete()).isTrue();
        assertThat(add(sent.get(1))).isEqualTo(new Outcome(null, null));
        assertThat(add(sent.get(2))).isEqualTo(new Outcome(null, List.of(LONG)));
        assertThat(joiner.isIncomplete()).isFalse();
    }

    @Test
    void severalChannels_areHandedOnTogether() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("a", "first");
        texts.put("b", "");
        List<Sent> sent = write(1, texts);

        assertThat(add(sent.get(0)).texts()).isNull();
        assertThat(add(sent.get(1)).texts()).containsExactly("first", "");
    }

    @Test
    void channelsWithoutAListener_areNotWaitedFor() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("a", "mine");
        texts.put("elsewhere", "not mine");

        assertThat(add(write(1, texts).get(0)).texts()).containsExactly("mine");
    }

    @Test
    void missingChunk_isALossOnce_andDoesNotTouchTheNextTransaction() {
        List<Sent> sent = write(1, Map.of("a", LONG));

        add(sent.get(0));
        assertThat(add(sent.get(2))).isEqualTo(new Outcome("a chunk of transaction 1 is missing", null));
        assertThat(add(sent.get(1))).isEqualTo(new Outcome(null, null));
        assertThat(add(write(2, Map.of("a", "next")).get(0))).isEqualTo(new Outcome(null, List.of("next")));
    }

    @Test
    void missingFirstChunk_isALoss() {
        assertThat(add(write(1, Map.of("a", LONG)).get(1)).lost()).contains("transaction 1 is missing");
    }

    @Test
    void duplicatedChunk_isALoss() {
        Sent first = write(1, Map.of("a", LONG)).get(0);

        add(first);
        assertThat(add(first).lost()).contains("transaction 1 is missing");
    }

    @Test
    void anotherTransaction_showsThatTheLastOneIsIncomplete() {
        add(write(1, Map.of("a", LONG)).get(0));

        assertThat(add(write(2, Map.of("a", "next")).get(0)))
                .isEqualTo(new Outcome("transaction 1 was not completed", List.of("next")));
    }

    @Test
    void firstOfSeveralChunks_showsThatTheLastTransactionIsIncomplete() {
        add(write(1, Map.of("a", LONG)).get(0));

        assertThat(add(write(2, Map.of("a", LONG)).get(0)))
                .isEqualTo(new Outcome("transaction 1 was not completed", null));
    }

    @Test
    void interruption_showsThatTheLastOneIsIncomplete() {
        assertThat(joiner.interrupt()).isNull();
        add(write(1, Map.of("a", LONG)).get(0));

        assertThat(joiner.interrupt()).isEqualTo("transaction 1 was not completed");
        assertThat(joiner.isIncomplete()).isFalse();
        assertThat(joiner.interrupt()).isNull();
    }

    @Test
    void twoPublicationsOfATransaction_areBothHandedOn() {
        assertThat(add(write(1, Map.of("a", "same")).get(0)).texts()).containsExactly("same");
        assertThat(add(write(1, Map.of("a", "same")).get(0)).texts()).containsExactly("same");
    }

    @Test
    void tooLargeATransaction_isALossAtItsFirstChunk_andNothingOfItIsKept() {
        List<Sent> sent = write(1, Map.of("a", "x".repeat(2 << 20)));

        assertThat(add(sent.get(0)).lost()).contains("transaction 1 has published too much");
        assertThat(joiner.isIncomplete()).isFalse();
        assertThat(sent.subList(1, sent.size()))
                .allSatisfy(chunk -> assertThat(add(chunk)).isEqualTo(new Outcome(null, null)));
        assertThat(add(write(2, Map.of("a", "next")).get(0)).texts()).containsExactly("next");
    }

    @Test
    void chunkThatItsOwnManifestDoesNotName_isALoss() {
        Chunk chunk = new Chunk(1, "p", Manifest.of(Map.of("elsewhere", 1)).toString(), 0, "x");

        assertThat(joiner.add("a", chunk).lost()).contains("transaction 1 is missing");
    }

    @Test
    void malformedManifest_isRefused_andLeavesNothing() {
        assertThatThrownBy(() -> joiner.add("a", new Chunk(1, "p", "nonsense", 0, "x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(joiner.isIncomplete()).isFalse();
    }
}

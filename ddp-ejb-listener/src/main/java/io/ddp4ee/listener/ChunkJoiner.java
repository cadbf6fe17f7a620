package io.ddp4ee.listener;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.annotation.Nullable;

/**
 * Puts the chunks of a transaction together. PostgreSQL delivers the notifications of one transaction in a row, in the
 * order in which they were sent, so one transaction at a time is incomplete.
 */
final class ChunkJoiner {

    /**
     * What a chunk has led to.
     *
     * @param lost what is known to be missing; null for nothing
     * @param texts what the chunk's transaction published in the channels that are listened to, if it is complete now; else
     *     null
     */
    record Outcome(@Nullable String lost, @Nullable List<String> texts) {}

    private final Set<String> checksums;
    private final Map<String, StringBuilder> texts = new LinkedHashMap<>();
    private final Map<String, Integer> next = new LinkedHashMap<>();
    private String transaction;
    private int missing;

    /** A transaction of which something is missing: what else comes of it is of no use. */
    private String abandoned;

    /** @param channels those that are listened to */
    ChunkJoiner(Set<String> channels) {
        this.checksums = channels.stream().map(Manifest::checksum).collect(Collectors.toSet());
    }

    Outcome add(String channel, Chunk chunk) {
        if (chunk.transaction().equals(abandoned)) {
            return new Outcome(null, null);
        }
        String lost = null;
        if (transaction != null && !transaction.equals(chunk.transaction())) {
            lost = "transaction " + transaction + " was not completed";
            reset();
        }
        if (transaction == null) {
            transaction = chunk.transaction();
            missing = Manifest.parse(chunk.manifest()).expected(checksums);
        }
        if (next.merge(channel, 1, Integer::sum) != chunk.index() + 1) {
            abandoned = transaction;
            reset();
            return new Outcome("a chunk of transaction " + abandoned + " is missing", null);
        }
        texts.computeIfAbsent(channel, name -> new StringBuilder()).append(chunk.body());
        missing--;
        if (missing > 0) {
            return new Outcome(lost, null);
        }
        List<String> complete =
                texts.values().stream().map(StringBuilder::toString).toList();
        reset();
        return new Outcome(lost, complete);
    }

    private void reset() {
        transaction = null;
        missing = 0;
        texts.clear();
        next.clear();
    }
}

package io.ddp4ee.listener;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.annotation.Nullable;

/**
 * Puts the chunks of a transaction together. PostgreSQL delivers the notifications of one transaction in a row, in the
 * order in which they were sent, so one publication at a time is incomplete.
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
    private final long mostChunks;
    private final Map<String, StringBuilder> texts = new LinkedHashMap<>();
    private final Map<String, Integer> next = new LinkedHashMap<>();
    private Publication publication;
    private long missing;

    /** A publication of which something is missing: what else comes of it is of no use. */
    private Publication abandoned;

    /**
     * @param channels those that are listened to
     * @param mostBytes of one publication; a larger one is not kept, and counts as missing
     */
    ChunkJoiner(Set<String> channels, long mostBytes) {
        this.checksums = channels.stream().map(Manifest::checksum).collect(Collectors.toSet());
        this.mostChunks = mostBytes / ChunkWriter.LONGEST;
    }

    /** @throws IllegalArgumentException if nobody can have cut the chunk out of anything */
    Outcome add(String channel, Chunk chunk) {
        if (chunk.of().equals(abandoned)) {
            return new Outcome(null, null);
        }
        String lost = chunk.of().equals(publication) ? null : interrupt();
        if (publication == null) {
            missing = Manifest.parse(chunk.manifest()).expected(checksums);
            publication = chunk.of();
            if (missing > mostChunks) {
                return abandon("transaction " + chunk.transaction() + " has published too much: " + missing
                        + " notifications");
            }
        }
        if (missing == 0 || next.merge(channel, 1, Integer::sum) != chunk.index() + 1) {
            return abandon("a chunk of transaction " + chunk.transaction() + " is missing");
        }
        texts.computeIfAbsent(channel, name -> new StringBuilder()).append(chunk.body());
        missing--;
        if (missing > 0) {
            return new Outcome(lost, null);
        }
        List<String> complete = texts.values().stream()
                .map(text -> Ascii.decode(text.toString()))
                .toList();
        reset();
        return new Outcome(lost, complete);
    }

    /** Something else has come: what is incomplete now stays so. */
    @Nullable
    String interrupt() {
        if (publication == null) {
            return null;
        }
        return abandon("transaction " + publication.transaction() + " was not completed")
                .lost();
    }

    boolean isIncomplete() {
        return publication != null;
    }

    private Outcome abandon(String reason) {
        abandoned = publication;
        reset();
        return new Outcome(reason, null);
    }

    private void reset() {
        publication = null;
        texts.clear();
        next.clear();
    }
}

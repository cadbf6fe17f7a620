package io.ddp4ee.listener;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ddp4ee.spi.BusStatement;

/** Cuts what a transaction publishes into notifications. */
final class ChunkWriter {

    /** PostgreSQL takes payloads of less than 8,000 bytes. */
    private static final int LONGEST = 7999;

    /** A version, a signature and the spaces around them. */
    private static final int ENVELOPE = Payload.CHUNK.length() + Signature.LENGTH + 2;

    private static final int LONGEST_INDEX = 10;

    private final Signature signature;

    ChunkWriter(Signature signature) {
        this.signature = signature;
    }

    /** @throws IllegalArgumentException if a text is not ASCII, whose characters are bytes in every database */
    List<BusStatement> statements(String transaction, int backend, Map<String, String> texts) {
        String longestHead = new Chunk(transaction, backend, longestManifest(texts), 0, "").head();
        int room = LONGEST - ENVELOPE - longestHead.length() - LONGEST_INDEX;
        if (room < 1) {
            throw new IllegalArgumentException("A transaction changes rows of too many collections: " + texts.size());
        }
        Map<String, Integer> chunks = new LinkedHashMap<>();
        texts.forEach((channel, text) -> chunks.put(Manifest.checksum(channel), (text.length() + room - 1) / room));
        String manifest = new Manifest(chunks).toString();
        List<BusStatement> statements = new ArrayList<>();
        texts.forEach((channel, text) -> {
            if (!StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
                throw new IllegalArgumentException("A text for the bus must be ASCII");
            }
            for (int from = 0, index = 0; from < text.length(); from += room, index++) {
                String body = text.substring(from, Math.min(text.length(), from + room));
                Chunk chunk = new Chunk(transaction, backend, manifest, index, body);
                statements.add(notify(channel, chunk.payload().text(channel, signature)));
            }
        });
        return statements;
    }

    private static String longestManifest(Map<String, String> texts) {
        Map<String, Integer> most = new LinkedHashMap<>();
        texts.forEach((channel, text) -> most.put(Manifest.checksum(channel), text.length()));
        return new Manifest(most).toString();
    }

    static BusStatement notify(String channel, String payload) {
        return new BusStatement("select cast(pg_notify(?1, ?2) as text)", List.of(channel, payload));
    }
}

package io.ddp4ee.listener;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import io.ddp4ee.spi.BusStatement;

/** Cuts what a transaction publishes into notifications. */
final class ChunkWriter {

    /** PostgreSQL takes payloads of less than 8,000 bytes. */
    static final int LONGEST = 7999;

    private static final int LONGEST_INDEX = 10;

    private final Signature signature;

    ChunkWriter(Signature signature) {
        this.signature = signature;
    }

    /** @throws IllegalArgumentException if there are more channels than one notification can name */
    List<BusStatement> statements(String transaction, int backend, Map<String, String> texts) {
        long number = Long.parseLong(transaction);
        String publication =
                HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        Map<String, String> ascii = new LinkedHashMap<>();
        texts.forEach((channel, text) -> ascii.put(channel, Ascii.encode(text)));
        int room = room(number, publication, backend, ascii);
        Map<String, Integer> counts = new LinkedHashMap<>();
        ascii.forEach((channel, text) -> counts.put(channel, Math.max(1, (text.length() + room - 1) / room)));
        String manifest = Manifest.of(counts).toString();
        List<BusStatement> statements = new ArrayList<>();
        ascii.forEach((channel, text) -> {
            for (int index = 0; index < counts.get(channel); index++) {
                int from = index * room;
                String body = text.substring(from, Math.min(text.length(), from + room));
                Chunk chunk = new Chunk(number, publication, manifest, index, body);
                statements.add(notify(channel, chunk.payload(backend).text(channel, signature)));
            }
        });
        return statements;
    }

    /** For the body of a chunk: what is left when everything else is as long as it can be. */
    private int room(long transaction, String publication, int backend, Map<String, String> texts) {
        Map<String, Integer> most = new LinkedHashMap<>();
        texts.forEach((channel, text) -> most.put(channel, Math.max(1, text.length())));
        String manifest = Manifest.of(most).toString();
        Payload empty = new Chunk(transaction, publication, manifest, 0, "").payload(backend);
        int room = LONGEST - LONGEST_INDEX - empty.text("", signature).length();
        if (room < 1) {
            throw new IllegalArgumentException("A transaction changes rows of too many collections: " + texts.size());
        }
        return room;
    }

    static BusStatement notify(String channel, String payload) {
        return new BusStatement("select cast(pg_notify(?1, ?2) as text)", List.of(channel, payload));
    }
}

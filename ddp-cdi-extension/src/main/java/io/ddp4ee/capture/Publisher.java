package io.ddp4ee.capture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ddp4ee.bus.BatchText;
import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.ChangeBatch;
import io.ddp4ee.bus.Channels;
import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.persistence.Rows;
import io.ddp4ee.spi.BusConnection;
import io.ddp4ee.spi.BusStatement;

/** Publishes the notes of a transaction on its own connection, before it commits. */
final class Publisher {

    private final String server;
    private final ReadBack readBack;
    private final Channels channels;
    private final BusConnection bus;
    private final BatchText text = new BatchText();

    Publisher(String server, ReadBack readBack, Channels channels, BusConnection bus) {
        this.server = server;
        this.readBack = readBack;
        this.channels = channels;
        this.bus = bus;
    }

    /** @param rows through the transaction's own connection */
    Published publish(Notes notes, Rows rows) {
        // The snapshot comes before the images: what it does not see may be missing from them, never the other way.
        // And it is native SQL that comes first: where the unit has a non-jta-data-source, EclipseLink reads through
        // that
        // one, outside the transaction, until a native query of the user has begun the transaction early.
        Object[] row = rows.nativeRow(
                "select cast(pg_current_xact_id() as text), cast(pg_current_snapshot() as text), pg_backend_pid()",
                List.of());
        String transaction = (String) row[0];
        Snapshot snapshot = Snapshot.parse((String) row[1]);
        int backend = ((Number) row[2]).intValue();
        ReadBack.Found found = readBack.read(notes, rows);
        ChangeBatch batch = new ChangeBatch(
                Long.parseLong(transaction), snapshot, server, found.changes(), notes.notices(), found.followed());
        for (BusStatement statement : bus.publish(transaction, backend, texts(batch))) {
            rows.nativeRow(statement.sql(), statement.parameters());
        }
        return new Published(batch.transaction(), batch.entities(), batch.notices());
    }

    /** A change goes to the channel of each of its collections, and to the common one if it has none; there go notices. */
    private Map<String, String> texts(ChangeBatch batch) {
        Map<String, List<Change>> parts = new LinkedHashMap<>();
        for (Change change : batch.changes()) {
            channels.split(change).forEach((channel, part) -> parts.computeIfAbsent(channel, c -> new ArrayList<>())
                    .add(part));
        }
        if (!batch.notices().isEmpty()) {
            parts.computeIfAbsent(channels.common(), c -> new ArrayList<>());
        }
        List<String> names = List.copyOf(parts.keySet());
        Map<String, String> texts = new LinkedHashMap<>();
        parts.forEach((channel, changes) -> texts.put(
                channel,
                text.write(
                        batch.with(changes, channel.equals(channels.common()) ? batch.notices() : List.of()), names)));
        return texts;
    }
}

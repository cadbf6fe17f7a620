package io.ddp4ee.capture;

import java.util.List;

import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.bus.Channels;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.capture.Notes.NotedRow;
import io.ddp4ee.document.DocumentShapes;
import io.ddp4ee.persistence.EntityManagerRows;
import io.ddp4ee.persistence.EntityTypes;
import io.ddp4ee.persistence.Rows;
import io.ddp4ee.persistence.Transactions;
import io.ddp4ee.persistence.Unit;
import io.ddp4ee.spi.BusConnection;

/** Captures the changes of one unit: turns what is told of entities into notes, and notes into what is published. */
public final class Capture {

    private final EntityTypes entities;
    private final Publisher publisher;
    private final PublishListener listener;

    /**
     * @param server the name of this server
     * @param mostRows of one entity in a transaction that are told one by one
     */
    public Capture(
            Unit unit,
            DocumentShapes shapes,
            Channels channels,
            BusConnection bus,
            String server,
            int mostRows,
            PublishListener listener) {
        this.entities = unit.entities();
        this.publisher = new Publisher(server, new ReadBack(unit.entities(), shapes, mostRows), channels, bus);
        this.listener = listener;
    }

    void note(Notes notes, Class<?> type, Object key, Operation operation) {
        EntityType<?> entity = entities.of(type);
        if (entity != null) {
            EntityType<?> root = entities.rootOf(entity);
            String documentId = entities.keyOf(root).documentIdOf(key);
            notes.add(new NotedRow(root, documentId), entity, key, operation);
        }
    }

    void noteAny(Notes notes, Class<?> type) {
        EntityType<?> entity = entities.of(type);
        if (entity != null) {
            notes.addAny(entities.rootOf(entity));
        }
    }

    /** @param rows through the connection of the transaction that the notes are of */
    Published publish(Notes notes, Rows rows) {
        Published published = publisher.publish(notes, rows);
        listener.publishing(published);
        return published;
    }

    /**
     * Publishes in a transaction of its own that any row may have changed.
     *
     * @return what the transaction saw
     * @throws Exception if the database did not take it
     */
    public Snapshot publishEverything(Transactions transactions) throws Exception {
        Notes everything = new Notes();
        entities.all().forEach(entity -> everything.addAny(entities.rootOf(entity)));
        Published[] published = new Published[1];
        Snapshot seen = transactions.call(entityManager -> {
            Rows rows = new EntityManagerRows(entityManager);
            published[0] = publish(everything, rows);
            return snapshot(rows);
        });
        completed(published[0], Outcome.COMMITTED);
        return seen;
    }

    /** What the database has committed by now. */
    public static Snapshot snapshot(Rows rows) {
        Object[] row = rows.nativeRow("select cast(pg_current_snapshot() as text), pg_backend_pid()", List.of());
        return Snapshot.parse((String) row[0]);
    }

    void completed(Published published, Outcome outcome) {
        listener.completed(published, outcome);
    }
}

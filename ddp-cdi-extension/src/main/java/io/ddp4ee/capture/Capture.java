package io.ddp4ee.capture;

import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.bus.Channels;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.capture.Notes.NotedRow;
import io.ddp4ee.document.DocumentShapes;
import io.ddp4ee.persistence.EntityTypes;
import io.ddp4ee.persistence.Rows;
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

    void completed(Published published, Outcome outcome) {
        listener.completed(published, outcome);
    }
}

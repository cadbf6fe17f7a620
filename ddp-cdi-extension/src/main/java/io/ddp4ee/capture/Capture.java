package io.ddp4ee.capture;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.bus.Channels;
import io.ddp4ee.bus.Notice;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.document.DocumentShapes;
import io.ddp4ee.persistence.EntityManagerRows;
import io.ddp4ee.persistence.EntityTypes;
import io.ddp4ee.persistence.Rows;
import io.ddp4ee.persistence.Transactions;
import io.ddp4ee.persistence.Unit;
import io.ddp4ee.spi.BusConnection;
import io.ddp4ee.wanted.WantedPlaces;
import io.ddp4ee.wanted.WantedRows;

/** Captures the changes of one unit: turns what is told of entities into notes, and notes into what is published. */
public final class Capture {

    private static final Logger LOG = System.getLogger(Capture.class.getName());

    private final EntityTypes entities;
    private final Publisher publisher;
    private final PublishListener listener;
    private final int mostRows;
    private final Cascades cascades;
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();

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
            Cascades cascades,
            WantedPlaces wanted,
            PublishListener listener) {
        this.entities = unit.entities();
        WantedRows rows = new WantedRows(unit.entities(), wanted);
        this.publisher = new Publisher(server, new ReadBack(unit.entities(), shapes, rows, mostRows), channels, bus);
        this.listener = listener;
        this.mostRows = mostRows;
        this.cascades = cascades;
    }

    Notes newNotes() {
        return new Notes(mostRows);
    }

    void note(Notes notes, Class<?> type, Object key, Operation operation) {
        EntityType<?> entity = entities.of(type);
        if (entity != null) {
            noteRow(notes, entity, key, operation);
            if (operation == Operation.DELETE) {
                cascades.of(entities.rootOf(entity)).forEach(notes::addAny);
            }
        }
    }

    /** Within the application's flush, which must not fail for what we cannot read. */
    private void noteRow(Notes notes, EntityType<?> entity, Object key, Operation operation) {
        EntityType<?> root = entities.rootOf(entity);
        try {
            String documentId = entities.keyOf(root).documentIdOf(key);
            if (documentId == null) {
                throw new IllegalArgumentException("A part of the key " + key + " is null");
            }
            notes.add(root, entity, key, documentId, operation);
        } catch (RuntimeException e) {
            notes.addAny(root);
            if (unreadable.add(root.getName())) {
                LOG.log(
                        Level.WARNING,
                        "The keys of " + root.getName() + " cannot be read, so that its changes are told without them: "
                                + e.getMessage(),
                        e);
            }
        }
    }

    void noteAny(Notes notes, Class<?> type) {
        EntityType<?> entity = entities.of(type);
        if (entity != null) {
            EntityType<?> root = entities.rootOf(entity);
            notes.addAny(root);
            // Perhaps they were deleted.
            cascades.of(root).forEach(notes::addAny);
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
     * @return the transaction: whatever had written before has a lower number
     * @throws Exception if the database did not take it
     */
    public long publishEverything(Transactions transactions) throws Exception {
        Notes everything = newNotes();
        entities.all().forEach(entity -> everything.addAny(entities.rootOf(entity)));
        Published published =
                transactions.call(entityManager -> publish(everything, new EntityManagerRows(entityManager)));
        completed(published, Outcome.COMMITTED);
        return published.transaction();
    }

    /**
     * Publishes a notice in a transaction of its own.
     *
     * @throws Exception if the database did not take it
     */
    public void publish(Notice notice, Transactions transactions) throws Exception {
        Notes notes = newNotes();
        notes.add(notice);
        Published published = transactions.call(entityManager -> publish(notes, new EntityManagerRows(entityManager)));
        completed(published, Outcome.COMMITTED);
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

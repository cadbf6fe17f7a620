package io.ddp4ee.capture;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.persistence.PersistenceException;
import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.Change.DocumentImage;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.capture.Notes.Note;
import io.ddp4ee.document.DocumentSelect;
import io.ddp4ee.document.DocumentShape;
import io.ddp4ee.document.DocumentShapes;
import io.ddp4ee.document.Row;
import io.ddp4ee.persistence.EntityIds;
import io.ddp4ee.persistence.EntityTypes;
import io.ddp4ee.persistence.Rows;

/**
 * Reads the noted rows as the transaction leaves them. Never from the entities: rounding, triggers, defaults and rolled
 * back savepoints make the row another, and a stale copy's callback shows another transaction's field with its old value.
 */
final class ReadBack {

    private static final Logger LOG = System.getLogger(ReadBack.class.getName());

    /** The images of one transaction; a notification takes its time in every other commit of the database. */
    private static final int MOST_BYTES = 256 * 1024;

    private final EntityTypes entities;
    private final EntityIds ids;
    private final Map<EntityType<?>, List<DocumentSelect>> selectsByRoot = new LinkedHashMap<>();

    ReadBack(EntityTypes entities, DocumentShapes shapes) {
        this.entities = entities;
        this.ids = shapes.ids();
        for (DocumentShape shape : shapes.all()) {
            // An expression of the application may fail for a row, and would take the transaction with it.
            if (!shape.isComputed()) {
                selectsByRoot
                        .computeIfAbsent(entities.rootOf(shape.entity()), root -> new ArrayList<>())
                        .add(new DocumentSelect(shape));
            }
        }
    }

    List<Change> read(Notes notes, Rows rows) {
        List<Change> changes = new ArrayList<>();
        notes.any().forEach(root -> changes.add(Change.ofAny(root.getName())));
        notes.forEachRoot((root, noted) -> changes.addAll(read(root, noted, rows)));
        return withinBytes(changes);
    }

    private List<Change> read(EntityType<?> root, Collection<Note> notes, Rows rows) {
        try {
            return changes(root, notes, rows);
        } catch (PersistenceException e) {
            throw e;
        } catch (RuntimeException e) {
            // An adapter of the application failed. Its commit must not: who reads the row will meet the same failure.
            LOG.log(Level.ERROR, "Changed rows of " + root.getName() + " cannot be written as documents", e);
            return List.of(Change.ofAny(root.getName()));
        }
    }

    private List<Change> changes(EntityType<?> root, Collection<Note> notes, Rows rows) {
        List<DocumentSelect> selects = selectsByRoot.getOrDefault(root, List.of());
        List<List<Object>> keys = notes.stream()
                .map(note -> entities.keyOf(root).values(note.key()))
                .toList();
        ids.complete(rows, root, left(root, notes));
        Map<String, Map<String, DocumentImage>> images = new LinkedHashMap<>();
        for (DocumentSelect select : selects) {
            for (Row row : select.readKeys(rows, keys)) {
                images.computeIfAbsent(row.key(), key -> new LinkedHashMap<>())
                        .put(
                                select.shape().collection(),
                                new DocumentImage(
                                        row.document().id(), row.document().fields()));
            }
        }
        List<Change> changes = new ArrayList<>();
        for (Note note : notes) {
            Map<String, DocumentImage> documents = images.getOrDefault(note.documentId(), Map.of());
            if (!documents.isEmpty() || !wouldBeFound(note, selects)) {
                changes.add(new Change(root.getName(), note.documentId(), operation(note, documents), documents));
            } else if (note.operation() != Operation.DELETE) {
                // Its key is another in the database than in the entity, or a savepoint was rolled back.
                return List.of(Change.ofAny(root.getName()));
            } else if (!note.isNew()) {
                changes.add(new Change(root.getName(), note.documentId(), Operation.DELETE, Map.of()));
            }
        }
        return changes;
    }

    /** The keys of the rows that the transaction leaves; without a mapping nobody asks for them. */
    private List<List<Object>> left(EntityType<?> root, Collection<Note> notes) {
        return notes.stream()
                .filter(note -> note.operation() != Operation.DELETE)
                .map(note -> entities.keyOf(root).values(note.key()))
                .toList();
    }

    private static boolean wouldBeFound(Note note, List<DocumentSelect> selects) {
        return selects.stream().anyMatch(select -> select.shape()
                .entity()
                .getJavaType()
                .isAssignableFrom(note.entity().getJavaType()));
    }

    /** The note says what the provider did, the read-back what became of it. */
    private static Operation operation(Note note, Map<String, ?> documents) {
        boolean isDeletedInVain = note.operation() == Operation.DELETE && !documents.isEmpty();
        if (isDeletedInVain) {
            return note.isNew() ? Operation.INSERT : Operation.UPDATE;
        }
        return note.operation();
    }

    /** Whoever is told of more than that has to read it from the database. */
    private static List<Change> withinBytes(List<Change> changes) {
        long bytes = changes.stream()
                .flatMap(change -> change.documents().values().stream())
                .mapToLong(DocumentImage::weight)
                .sum();
        return bytes <= MOST_BYTES
                ? changes
                : changes.stream()
                        .map(change -> new Change(change.entity(), change.id(), change.operation(), Map.of()))
                        .toList();
    }
}

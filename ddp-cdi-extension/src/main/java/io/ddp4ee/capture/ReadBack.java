package io.ddp4ee.capture;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
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
import io.ddp4ee.persistence.EntityTypes;
import io.ddp4ee.persistence.Rows;

/**
 * Reads the noted rows as the transaction leaves them. Never from the entities: rounding, triggers, defaults and rolled
 * back savepoints make the row another, and a stale copy's callback shows another transaction's field with its old value.
 */
final class ReadBack {

    private static final Logger LOG = System.getLogger(ReadBack.class.getName());

    private final EntityTypes entities;
    private final Map<EntityType<?>, List<DocumentSelect>> selectsByRoot = new LinkedHashMap<>();
    private final int mostRows;

    /** @param mostRows of one entity in a transaction; of more only the entity is told */
    ReadBack(EntityTypes entities, DocumentShapes shapes, int mostRows) {
        this.entities = entities;
        this.mostRows = mostRows;
        for (DocumentShape shape : shapes.all()) {
            selectsByRoot
                    .computeIfAbsent(entities.rootOf(shape.entity()), root -> new ArrayList<>())
                    .add(new DocumentSelect(shape));
        }
    }

    List<Change> read(Notes notes, Rows rows) {
        Map<EntityType<?>, List<Note>> byRoot = new LinkedHashMap<>();
        for (Note note : notes.rows()) {
            byRoot.computeIfAbsent(note.row().entity(), root -> new ArrayList<>())
                    .add(note);
        }
        List<Change> changes = new ArrayList<>();
        notes.any().forEach(root -> changes.add(Change.ofAny(root.getName())));
        byRoot.forEach((root, noted) -> changes.addAll(read(root, noted, rows)));
        return changes;
    }

    private List<Change> read(EntityType<?> root, List<Note> notes, Rows rows) {
        if (notes.size() > mostRows) {
            return List.of(Change.ofAny(root.getName()));
        }
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

    private List<Change> changes(EntityType<?> root, List<Note> notes, Rows rows) {
        List<DocumentSelect> selects = selectsByRoot.getOrDefault(root, List.of());
        List<List<Object>> keys = notes.stream()
                .map(note -> entities.keyOf(root).values(note.key()))
                .toList();
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
            String id = note.row().documentId();
            Map<String, DocumentImage> documents = images.getOrDefault(id, Map.of());
            Operation operation = operation(note, documents, selects);
            if (operation != null) {
                changes.add(new Change(root.getName(), id, operation, documents));
            }
        }
        return changes;
    }

    /** The note says what the provider did, the read-back what became of it; null if that is nothing. */
    private static Operation operation(Note note, Map<String, ?> documents, List<DocumentSelect> selects) {
        if (!documents.isEmpty()) {
            return note.operation() == Operation.DELETE ? Operation.UPDATE : note.operation();
        }
        boolean wouldBeFound = selects.stream().anyMatch(select -> select.shape()
                .entity()
                .getJavaType()
                .isAssignableFrom(note.entity().getJavaType()));
        if (!wouldBeFound) {
            return note.operation();
        }
        return note.operation() == Operation.INSERT ? null : Operation.DELETE;
    }
}

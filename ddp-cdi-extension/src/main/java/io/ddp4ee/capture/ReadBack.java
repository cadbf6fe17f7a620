package io.ddp4ee.capture;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

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
import io.ddp4ee.wanted.WantedRows;

/**
 * Reads the noted rows as the transaction leaves them. Never from the entities: rounding, triggers, defaults and rolled
 * back savepoints make the row another, and a stale copy's callback shows another transaction's field with its old value.
 */
final class ReadBack {

    private static final Logger LOG = System.getLogger(ReadBack.class.getName());

    /** The images of one transaction; a notification takes its time in every other commit of the database. */
    private static final int MOST_BYTES = 256 * 1024;

    /** No document id. */
    private static final String ANY = "";

    private final EntityTypes entities;
    private final EntityIds ids;
    private final WantedRows wanted;
    private final int mostRows;
    private final Map<EntityType<?>, List<DocumentSelect>> selectsByRoot = new LinkedHashMap<>();

    /**
     * What has become of the rows.
     *
     * @param followed the references over which rows that lead to them were looked for
     */
    record Found(List<Change> changes, Set<String> followed) {}

    /** @param mostRows that lead to changed ones and are told one by one */
    ReadBack(EntityTypes entities, DocumentShapes shapes, WantedRows wanted, int mostRows) {
        this.entities = entities;
        this.ids = shapes.ids();
        this.wanted = wanted;
        this.mostRows = mostRows;
        for (DocumentShape shape : shapes.all()) {
            // An expression of the application may fail for a row, and would take the transaction with it.
            if (!shape.isComputed()) {
                selectsByRoot
                        .computeIfAbsent(entities.rootOf(shape.entity()), root -> new ArrayList<>())
                        .add(new DocumentSelect(shape));
            }
        }
    }

    Found read(Notes notes, Rows rows) {
        List<Change> changes = new ArrayList<>();
        notes.any().forEach(root -> changes.add(Change.ofAny(root.getName())));
        notes.forEachRoot((root, noted) -> changes.addAll(guarded(root, () -> changes(root, noted, rows))));
        Set<String> followed = follow(notes, rows, changes);
        return new Found(withinBytes(changes), followed);
    }

    /** Adds the rows that lead to changed ones. */
    private Set<String> follow(Notes notes, Rows rows, List<Change> changes) {
        Set<String> names = new LinkedHashSet<>();
        Map<EntityType<?>, Set<List<Object>>> related = new LinkedHashMap<>();
        notes.forEachRoot((target, noted) -> {
            List<Object> keys = noted.stream()
                    .filter(note -> note.operation() != Operation.INSERT)
                    .map(note -> entities.keyOf(target).values(note.key()))
                    .filter(columns -> columns.size() == 1)
                    .map(columns -> columns.get(0))
                    .toList();
            wanted.leadingTo(target)
                    .forEach((entity, references) -> references.forEach(reference -> {
                        names.add(entity.getName() + "." + reference.path());
                        related.computeIfAbsent(entity, e -> new LinkedHashSet<>())
                                .addAll(wanted.leading(entity, reference, keys, mostRows, rows));
                    }));
        });
        related.forEach((entity, keys) -> changes.addAll(guarded(entity, () -> related(entity, keys, changes, rows))));
        return names;
    }

    /** @param known what is told anyway */
    private List<Change> related(EntityType<?> entity, Set<List<Object>> keys, List<Change> known, Rows rows) {
        Set<String> told = known.stream()
                .filter(change -> change.entity().equals(entity.getName()))
                .map(change -> change.isOfAny() ? ANY : change.id())
                .collect(Collectors.toSet());
        if (told.contains(ANY)) {
            return List.of();
        }
        if (keys.size() > mostRows) {
            return List.of(Change.ofAny(entity.getName()));
        }
        List<List<Object>> missing = keys.stream()
                .filter(columns -> !told.contains(entities.keyOf(entity).documentId(columns)))
                .toList();
        Map<String, Map<String, DocumentImage>> images = images(entity, missing, rows);
        Map<String, Map<String, String>> values = wanted.values(entity, missing, rows);
        return values.entrySet().stream()
                .map(row -> new Change(
                        entity.getName(),
                        row.getKey(),
                        Operation.RELATED,
                        images.getOrDefault(row.getKey(), Map.of()),
                        row.getValue()))
                .toList();
    }

    private static List<Change> guarded(EntityType<?> root, Supplier<List<Change>> changes) {
        try {
            return changes.get();
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
        Map<String, Map<String, DocumentImage>> images = images(root, keys, rows);
        Map<String, Map<String, String>> values = wanted.values(root, keys, rows);
        List<Change> changes = new ArrayList<>();
        for (Note note : notes) {
            Map<String, DocumentImage> documents = images.getOrDefault(note.documentId(), Map.of());
            if (!documents.isEmpty() || !wouldBeFound(note, selects)) {
                changes.add(new Change(
                        root.getName(),
                        note.documentId(),
                        operation(note, documents),
                        documents,
                        values.getOrDefault(note.documentId(), Map.of())));
            } else if (note.operation() != Operation.DELETE) {
                // Its key is another in the database than in the entity, or a savepoint was rolled back.
                return List.of(Change.ofAny(root.getName()));
            } else if (!note.isNew()) {
                changes.add(new Change(root.getName(), note.documentId(), Operation.DELETE, Map.of()));
            }
        }
        return changes;
    }

    /** The documents of rows, by the rows' keys and by collection. */
    private Map<String, Map<String, DocumentImage>> images(EntityType<?> root, List<List<Object>> keys, Rows rows) {
        Map<String, Map<String, DocumentImage>> images = new LinkedHashMap<>();
        for (DocumentSelect select : selectsByRoot.getOrDefault(root, List.of())) {
            for (Row row : select.readKeys(rows, keys)) {
                images.computeIfAbsent(row.key(), key -> new LinkedHashMap<>())
                        .put(
                                select.shape().collection(),
                                new DocumentImage(
                                        row.document().id(), row.document().fields()));
            }
        }
        return images;
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
                : changes.stream().map(change -> change.with(Map.of())).toList();
    }
}

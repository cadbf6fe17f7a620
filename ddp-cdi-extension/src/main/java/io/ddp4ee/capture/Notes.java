package io.ddp4ee.capture;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.bus.Operation;

/** Which rows of one unit a transaction has touched. Used by the one thread that the transaction belongs to. */
final class Notes {

    /**
     * @param entity the root of the hierarchy, so that one row is one note
     * @param documentId the key as a document id, which two forms of one key share
     */
    record NotedRow(EntityType<?> entity, String documentId) {}

    /**
     * @param entity the row's own, as far as it is known
     * @param key as the provider has it
     */
    record Note(NotedRow row, EntityType<?> entity, Object key, Operation operation) {}

    private final Map<NotedRow, Note> rows = new LinkedHashMap<>();
    private final Set<EntityType<?>> any = new LinkedHashSet<>();

    void add(NotedRow row, EntityType<?> entity, Object key, Operation operation) {
        if (!any.contains(row.entity())) {
            rows.merge(
                    row,
                    new Note(row, entity, key, operation),
                    (before, now) ->
                            new Note(row, entity, key, before.operation().then(operation)));
        }
    }

    /** @param root of the hierarchy */
    void addAny(EntityType<?> root) {
        any.add(root);
        rows.keySet().removeIf(row -> row.entity().equals(root));
    }

    boolean isEmpty() {
        return rows.isEmpty() && any.isEmpty();
    }

    Iterable<Note> rows() {
        return rows.values();
    }

    Set<EntityType<?>> any() {
        return any;
    }
}

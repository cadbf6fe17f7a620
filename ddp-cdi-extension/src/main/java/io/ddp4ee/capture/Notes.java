package io.ddp4ee.capture;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.bus.Notice;
import io.ddp4ee.bus.Operation;

/**
 * Which rows of one unit a transaction has touched, by the root of their hierarchy, so that one row is one note. Used by
 * the one thread that the transaction belongs to.
 */
final class Notes {

    /**
     * @param entity the row's own, as far as it is known
     * @param key as the provider has it
     * @param documentId the key as a document id, which two forms of one key share
     * @param isNew whether the transaction has inserted it, before all else
     * @param operation all that happened, taken together
     */
    record Note(EntityType<?> entity, Object key, String documentId, boolean isNew, Operation operation) {}

    private final int mostRows;
    private final Map<EntityType<?>, Map<String, Note>> rows = new LinkedHashMap<>();
    private final Set<EntityType<?>> any = new LinkedHashSet<>();
    private final Set<Notice> notices = new LinkedHashSet<>();

    /** @param mostRows of one entity that are noted one by one; of more only the entity is */
    Notes(int mostRows) {
        this.mostRows = mostRows;
    }

    void add(EntityType<?> root, EntityType<?> entity, Object key, String documentId, Operation operation) {
        if (any.contains(root)) {
            return;
        }
        Map<String, Note> ofRoot = rows.computeIfAbsent(root, r -> new LinkedHashMap<>());
        ofRoot.merge(
                documentId,
                new Note(entity, key, documentId, operation == Operation.INSERT, operation),
                (before, now) -> new Note(
                        entity,
                        key,
                        documentId,
                        before.isNew(),
                        before.operation().then(operation)));
        if (ofRoot.size() > mostRows) {
            addAny(root);
        }
    }

    /** @param root of the hierarchy */
    void addAny(EntityType<?> root) {
        any.add(root);
        rows.remove(root);
    }

    void add(Notice notice) {
        notices.add(notice);
    }

    List<Notice> notices() {
        return List.copyOf(notices);
    }

    boolean isEmpty() {
        return rows.isEmpty() && any.isEmpty() && notices.isEmpty();
    }

    void forEachRoot(BiConsumer<EntityType<?>, Collection<Note>> action) {
        rows.forEach((root, notes) -> action.accept(root, notes.values()));
    }

    Set<EntityType<?>> any() {
        return Collections.unmodifiableSet(any);
    }
}

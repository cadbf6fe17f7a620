package io.ddp4ee.query;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The queries that are live on this server: by what they are, and by the entities that they read. */
final class QueryIndex {

    private final Map<DocumentQuery, SharedQuery> queries = new LinkedHashMap<>();
    private final Map<String, Set<SharedQuery>> byEntity = new HashMap<>();
    private final Map<String, Set<SharedQuery>> rerunByEntity = new HashMap<>();

    SharedQuery get(DocumentQuery query) {
        return queries.get(query);
    }

    void add(SharedQuery shared) {
        queries.put(shared.query(), shared);
        for (String entity : shared.query().entities()) {
            byEntity.computeIfAbsent(entity, e -> new LinkedHashSet<>()).add(shared);
            if (!shared.isMatched()) {
                rerunByEntity
                        .computeIfAbsent(entity, e -> new LinkedHashSet<>())
                        .add(shared);
            }
        }
    }

    void remove(SharedQuery shared) {
        queries.remove(shared.query(), shared);
        for (String entity : shared.query().entities()) {
            byEntity.get(entity).remove(shared);
            if (!shared.isMatched()) {
                rerunByEntity.get(entity).remove(shared);
            }
        }
    }

    void clear() {
        queries.clear();
        byEntity.values().forEach(Set::clear);
        rerunByEntity.values().forEach(Set::clear);
    }

    boolean contains(SharedQuery shared) {
        return queries.get(shared.query()) == shared;
    }

    Set<SharedQuery> reading(Set<String> entities) {
        return of(entities, byEntity);
    }

    /** Those that only the database can tell about. */
    Set<SharedQuery> rerunBy(Set<String> entities) {
        return of(entities, rerunByEntity);
    }

    private static Set<SharedQuery> of(Set<String> entities, Map<String, Set<SharedQuery>> queries) {
        Set<SharedQuery> readers = new LinkedHashSet<>();
        entities.forEach(entity -> readers.addAll(queries.getOrDefault(entity, Set.of())));
        return readers;
    }

    Collection<SharedQuery> all() {
        return queries.values();
    }
}

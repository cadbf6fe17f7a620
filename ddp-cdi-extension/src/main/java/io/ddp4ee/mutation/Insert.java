package io.ddp4ee.mutation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.annotation.Nullable;
import jakarta.persistence.EntityManager;

import io.ddp4ee.CollectionRules.Write;
import io.ddp4ee.DdpSession;
import io.ddp4ee.binding.MatchFailedException;
import io.ddp4ee.persistence.EntityId;
import io.ddp4ee.persistence.EntityIds;
import io.ddp4ee.persistence.EntityManagerRows;
import io.ddp4ee.random.RandomSource;

/** Inserts a document, and answers its id. */
final class Insert implements Mutation {

    private final WritableCollection collection;

    Insert(WritableCollection collection) {
        this.collection = collection;
    }

    @Override
    public Work prepare(String method, DdpSession session, List<Object> parameters) {
        collection.requireOpen(Write.INSERT, method);
        Map<String, Object> document = document(parameters);
        String wanted = wanted(document);
        // Before the rules, which may draw from the same stream.
        String random = wanted == null ? random(session) : null;
        return entityManager -> {
            collection.requirePermission(Write.INSERT, session, document, List.of(), null);
            return insert(entityManager, session, document, wanted, random);
        };
    }

    private static Map<String, Object> document(List<Object> parameters) {
        if (parameters.isEmpty() || !(parameters.get(0) instanceof Map<?, ?> map)) {
            throw new MatchFailedException("A document to insert is no object");
        }
        Map<String, Object> document = new LinkedHashMap<>();
        map.forEach((name, value) -> document.put(String.valueOf(name), value));
        return document;
    }

    @Nullable
    private static String wanted(Map<String, Object> document) {
        if (!document.containsKey("_id")) {
            return null;
        }
        String id = Selector.text(document.get("_id"));
        if (id == null || id.isEmpty()) {
            throw new MatchFailedException("The _id of a document to insert is none");
        }
        return id;
    }

    /** The one that the client's stub has made, if it has one. */
    private String random(DdpSession session) {
        return ((RandomSource) session)
                .random()
                .named("/collection/" + collection.name())
                .id();
    }

    private Object insert(
            EntityManager entityManager,
            DdpSession session,
            Map<String, Object> document,
            @Nullable String wanted,
            @Nullable String random)
            throws Exception {
        Object entity = FieldWriter.newInstance(collection.entity().getJavaType());
        Map<String, Object> fields = new LinkedHashMap<>(document);
        fields.remove("_id");
        collection.writer(entityManager, true).write(entity, collection.fields(), Map.of(), fields);
        EntityIds ids = collection.ids();
        EntityId id = ids.of(collection.entity());
        String given = wanted == null ? random : wanted;
        EntityId own = id.isMapped() ? ids.entities().keyOf(collection.entity()) : id;
        new NewIdentity(collection.entity(), own)
                .give(entity, id.isMapped() ? null : wanted, () -> id.isMapped() ? random(session) : random);
        entityManager.persist(entity);
        entityManager.flush();
        if (id.isMapped()) {
            ids.give(new EntityManagerRows(entityManager), entity, given);
            return given;
        }
        return ids.documentIdOf(entity);
    }
}

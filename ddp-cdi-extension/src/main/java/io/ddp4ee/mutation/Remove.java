package io.ddp4ee.mutation;

import java.util.List;

import io.ddp4ee.CollectionRules.Write;
import io.ddp4ee.DdpSession;

/** Removes a document, and answers how many there were. */
final class Remove implements Mutation {

    private final WritableCollection collection;

    Remove(WritableCollection collection) {
        this.collection = collection;
    }

    @Override
    public Work prepare(String method, DdpSession session, List<Object> parameters) {
        String id = parameters.isEmpty() ? null : Selector.id(parameters.get(0));
        if (id == null) {
            throw Refusal.notById(method);
        }
        collection.requireOpen(Write.REMOVE, method);
        return entityManager -> {
            Object entity = collection.lock(entityManager, id);
            if (entity == null) {
                return 0L;
            }
            collection.requirePermission(
                    Write.REMOVE, session, collection.document(entityManager, entity), List.of(), null);
            entityManager.remove(entity);
            entityManager.flush();
            return 1L;
        };
    }
}

package io.ddp4ee.mutation;

import java.util.List;
import java.util.Map;

import io.ddp4ee.CollectionRules.Write;
import io.ddp4ee.DdpSession;

/** Changes a document by a modifier, and answers how many there were. */
final class Update implements Mutation {

    private final WritableCollection collection;

    Update(WritableCollection collection) {
        this.collection = collection;
    }

    @Override
    public Work prepare(String method, DdpSession session, List<Object> parameters) {
        String id = Selector.id(parameter(parameters, 0));
        if (id == null) {
            throw Refusal.notById(method);
        }
        collection.requireOpen(Write.UPDATE, method);
        Object sent = parameter(parameters, 1);
        Modifier modifier = new Modifier(sent, parameter(parameters, 2));
        return entityManager -> {
            Object entity = collection.lock(entityManager, id);
            if (entity == null) {
                return 0L;
            }
            Map<String, Object> document = collection.document(entityManager, entity);
            collection.requirePermission(Write.UPDATE, session, document, modifier.fields(), sent);
            Map<String, Object> before = Numeric.members(document, collection.fields());
            Map<String, Object> after = modifier.apply(before, collection.fields());
            collection.writer(entityManager, false).write(entity, collection.fields(), before, after);
            entityManager.flush();
            return 1L;
        };
    }

    private static Object parameter(List<Object> parameters, int position) {
        return position < parameters.size() ? parameters.get(position) : null;
    }
}

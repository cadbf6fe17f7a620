package io.ddp4ee.extension;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.ddp4ee.DocumentIds;
import io.ddp4ee.persistence.EntityIds;

/** Document ids as the units have them. */
@ApplicationScoped
class UnitDocumentIds implements DocumentIds {

    @Inject
    private DdpServer server;

    @Override
    public String of(Object entity) {
        String id = server.unitOf(entity.getClass()).shapes().ids().documentIdOf(entity);
        if (id == null) {
            throw new IllegalArgumentException("An entity of class "
                    + entity.getClass().getName() + " has no document id yet: flush before it is asked for");
        }
        return id;
    }

    @Override
    public <K> K keyOf(Class<?> entityClass, String documentId, Class<K> keyClass) {
        return keyClass.cast(keyOf(entityClass, documentId));
    }

    Object keyOf(Class<?> entityClass, String documentId) {
        EntityIds ids = server.unitOf(entityClass).shapes().ids();
        return ids.keyOf(ids.entities().of(entityClass), documentId);
    }
}

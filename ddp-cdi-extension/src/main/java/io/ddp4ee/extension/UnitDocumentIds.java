package io.ddp4ee.extension;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.DocumentIds;
import io.ddp4ee.persistence.EntityKey;
import io.ddp4ee.unit.UnitServer;

/** Document ids by the keys of the units. */
@ApplicationScoped
class UnitDocumentIds implements DocumentIds {

    @Inject
    private DdpServer server;

    @Override
    public String of(Object entity) {
        UnitServer unit = server.unitOf(entity.getClass());
        Object key = unit.unit().factory().getPersistenceUnitUtil().getIdentifier(entity);
        String id = key == null ? null : key(unit, entity.getClass()).documentIdOf(key);
        if (id == null) {
            throw new IllegalArgumentException("An entity of class "
                    + entity.getClass().getName() + " has no key yet: flush before its document id is asked for");
        }
        return id;
    }

    @Override
    public <K> K keyOf(Class<?> entityClass, String documentId, Class<K> keyClass) {
        return keyClass.cast(keyOf(entityClass, documentId));
    }

    Object keyOf(Class<?> entityClass, String documentId) {
        return key(server.unitOf(entityClass), entityClass).keyOf(documentId);
    }

    private static EntityKey key(UnitServer unit, Class<?> entityClass) {
        EntityType<?> entity = unit.unit().entities().of(entityClass);
        return unit.unit().entities().keyOf(entity);
    }
}

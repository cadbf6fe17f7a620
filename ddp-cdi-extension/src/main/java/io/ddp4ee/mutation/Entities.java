package io.ddp4ee.mutation;

import jakarta.annotation.Nullable;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.persistence.EntityIds;

/** Finds entities by what their documents are known by. */
final class Entities {

    private Entities() {}

    /**
     * @param lock or null
     * @return null if there is none, or it could not even be one's id
     */
    @Nullable
    static Object find(
            EntityManager entityManager,
            EntityIds ids,
            EntityType<?> entity,
            String documentId,
            @Nullable LockModeType lock) {
        Object key;
        try {
            key = ids.keyOf(entity, documentId);
        } catch (IllegalArgumentException e) {
            return null;
        }
        return lock == null
                ? entityManager.find(entity.getJavaType(), key)
                : entityManager.find(entity.getJavaType(), key, lock);
    }
}

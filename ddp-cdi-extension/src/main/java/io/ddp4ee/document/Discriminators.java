package io.ddp4ee.document;

import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.persistence.EntityTypes;

/** What a subclass is called on the wire: its discriminator value, else its entity name. */
final class Discriminators {

    private final EntityTypes entities;

    Discriminators(EntityTypes entities) {
        this.entities = entities;
    }

    /** @param type as JPQL's {@code type()} gives it: the class, or the entity's name with some providers */
    Object of(Object type) {
        if (!(type instanceof Class<?> entity)) {
            return String.valueOf(type);
        }
        DiscriminatorValue value = entity.getAnnotation(DiscriminatorValue.class);
        EntityType<?> known = entities.of(entity);
        return value != null ? value.value() : known == null ? entity.getSimpleName() : known.getName();
    }
}

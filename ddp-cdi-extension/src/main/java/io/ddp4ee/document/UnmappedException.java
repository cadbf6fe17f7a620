package io.ddp4ee.document;

import jakarta.persistence.metamodel.EntityType;

/** A row should have been given a document id, and has none: JPA has not inserted it. */
public final class UnmappedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient EntityType<?> entity;

    UnmappedException(EntityType<?> entity) {
        super("A row of " + entity.getName() + " has not been given a document id", null, false, false);
        this.entity = entity;
    }

    public EntityType<?> entity() {
        return entity;
    }
}

package io.ddp4ee.capture;

import jakarta.inject.Inject;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.PrePersist;

import io.ddp4ee.bus.Operation;

/**
 * The entity listener of {@code META-INF/ddp-orm.xml}, for providers whose own events we do not know. The provider makes
 * and injects it.
 */
public class EntityCallbacks {

    @Inject
    private CallbackTarget target;

    @PrePersist
    void persisting(Object entity) {
        target.persisting(entity);
    }

    @PostPersist
    void inserted(Object entity) {
        target.changed(entity, Operation.INSERT);
    }

    @PostUpdate
    void updated(Object entity) {
        target.changed(entity, Operation.UPDATE);
    }

    @PostRemove
    void deleted(Object entity) {
        target.changed(entity, Operation.DELETE);
    }
}

package io.ddp4ee.extension;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.ddp4ee.EntityChanges;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.capture.ContainerTransactions;

/** Tells the units of changes by hand. */
@ApplicationScoped
class UnitChanges implements EntityChanges {

    @Inject
    private DdpServer server;

    @Override
    public void changed(Class<?> entity) {
        events(entity).anyChanged(null, entity);
    }

    @Override
    public void changed(Class<?> entity, Object... ids) {
        ContainerTransactions events = events(entity);
        for (Object id : ids) {
            // What became of the row is read back, so that it need not be said.
            events.changed(null, entity, id, Operation.UPDATE);
        }
    }

    private ContainerTransactions events(Class<?> entity) {
        ContainerTransactions events = server.unitOf(entity).events();
        if (events == null || !events.isInTransaction()) {
            throw new IllegalStateException("EntityChanges tells of " + entity.getName()
                    + " outside a transaction of the" + " container: begin one, with @Transactional for example");
        }
        return events;
    }
}

package io.ddp4ee.extension;

import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.ddp4ee.EntityChanges;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.capture.ContainerTransactions;
import io.ddp4ee.unit.UnitServer;

/** Tells the units of changes by hand. */
@ApplicationScoped
class UnitChanges implements EntityChanges {

    @Inject
    private DdpServer server;

    @Override
    public void changed(Class<?> entity) {
        tell(entity, events -> events.anyChanged(null, entity));
    }

    @Override
    public void changed(Class<?> entity, Object... ids) {
        tell(entity, events -> {
            for (Object id : ids) {
                // What became of the row is read back, so that it need not be said.
                events.changed(null, entity, id, Operation.UPDATE);
            }
        });
    }

    private void tell(Class<?> entity, Consumer<ContainerTransactions> what) {
        if (!server.isRunning()) {
            // Whoever listens is told that anything may have changed when it does run.
            return;
        }
        UnitServer unit = server.unitOf(entity);
        if (unit.unit().declaration().isResourceLocal()) {
            throw new IllegalStateException("EntityChanges cannot tell of " + entity.getName()
                    + ": the transactions of "
                    + unit.unit() + " are its entity managers', which nobody but they can join. Let the unit be of"
                    + " transaction-type JTA, or write through JPA");
        }
        ContainerTransactions events = unit.events();
        if (events == null) {
            // Nothing of the unit is sent, so nobody has to know.
            return;
        }
        if (!events.isInTransaction()) {
            throw new IllegalStateException("EntityChanges tells of " + entity.getName()
                    + " outside a transaction of the container: begin one, with @Transactional for example");
        }
        what.accept(events);
    }
}

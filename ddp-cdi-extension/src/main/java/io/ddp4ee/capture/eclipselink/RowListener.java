package io.ddp4ee.capture.eclipselink;

import jakarta.persistence.PersistenceUnitUtil;

import org.eclipse.persistence.descriptors.DescriptorEvent;
import org.eclipse.persistence.descriptors.DescriptorEventAdapter;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.mappings.OneToManyMapping;

import io.ddp4ee.bus.Operation;
import io.ddp4ee.capture.EntityEvents;

/** Tells of rows that are written for entities. */
final class RowListener extends DescriptorEventAdapter {

    private final EntityEvents events;
    private final PersistenceUnitUtil util;
    private final SessionListener sessions;

    RowListener(EntityEvents events, PersistenceUnitUtil util, SessionListener sessions) {
        this.events = events;
        this.util = util;
        this.sessions = sessions;
    }

    @Override
    public void postInsert(DescriptorEvent event) {
        tell(event, Operation.INSERT);
    }

    @Override
    public void postUpdate(DescriptorEvent event) {
        tell(event, Operation.UPDATE);
    }

    @Override
    public void postDelete(DescriptorEvent event) {
        tell(event, Operation.DELETE);
        for (DatabaseMapping mapping : event.getDescriptor().getMappings()) {
            if (mapping instanceof OneToManyMapping children && isDeletedUnseen(children, event.getSource())) {
                events.anyChanged(SessionListener.transaction(event.getSession()), children.getReferenceClass());
            }
        }
    }

    /** What an entity owns and has not loaded is deleted by one statement, of which nobody is told. */
    private static boolean isDeletedUnseen(OneToManyMapping children, Object owner) {
        return children.isPrivateOwned()
                && children.usesIndirection()
                && !children.getIndirectionPolicy().objectIsInstantiated(children.getAttributeValueFromObject(owner));
    }

    private void tell(DescriptorEvent event, Operation operation) {
        sessions.listenTo(event.getSession());
        Object entity = event.getSource();
        events.changed(
                SessionListener.transaction(event.getSession()),
                entity.getClass(),
                util.getIdentifier(entity),
                operation);
    }
}

package io.ddp4ee.capture.hibernate;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;

import io.ddp4ee.capture.EntityEvents;
import io.ddp4ee.capture.ProviderHooks;
import io.ddp4ee.persistence.Unit;

/**
 * Listens to Hibernate's events. Its JPA callbacks would not do: a change of a collection alone calls none of them.
 */
public final class HibernateHooks implements ProviderHooks {

    @Override
    public void attach(Unit unit, EntityEvents events) {
        SessionFactoryImplementor factory = factory(unit);
        EventListenerRegistry registry = factory.getServiceRegistry().requireService(EventListenerRegistry.class);
        RowListener rows = new RowListener(events, unit.declaration().isResourceLocal());
        registry.appendListeners(EventType.POST_INSERT, rows);
        registry.appendListeners(EventType.POST_UPSERT, rows);
        registry.appendListeners(EventType.POST_UPDATE, rows);
        registry.appendListeners(EventType.POST_DELETE, rows);
        registry.appendListeners(EventType.POST_COLLECTION_UPDATE, rows);
        registry.appendListeners(EventType.POST_COLLECTION_RECREATE, rows);
        registry.appendListeners(EventType.POST_COLLECTION_REMOVE, rows);
        LockListener locks = new LockListener(rows);
        registry.appendListeners(EventType.LOCK, locks);
        registry.appendListeners(EventType.LOAD, locks);
        registry.appendListeners(EventType.POST_LOAD, locks);
        registry.appendListeners(EventType.AUTO_FLUSH, new BulkListener(factory.getMappingMetamodel(), rows));
    }

    private static SessionFactoryImplementor factory(Unit unit) {
        return unit.factory().unwrap(SessionFactoryImplementor.class);
    }
}

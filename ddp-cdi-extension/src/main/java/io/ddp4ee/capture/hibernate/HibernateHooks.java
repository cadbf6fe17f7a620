package io.ddp4ee.capture.hibernate;

import org.hibernate.action.spi.AfterTransactionCompletionProcess;
import org.hibernate.action.spi.BeforeTransactionCompletionProcess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostCollectionRecreateEvent;
import org.hibernate.event.spi.PostCollectionRecreateEventListener;
import org.hibernate.event.spi.PostCollectionRemoveEvent;
import org.hibernate.event.spi.PostCollectionRemoveEventListener;
import org.hibernate.event.spi.PostCollectionUpdateEvent;
import org.hibernate.event.spi.PostCollectionUpdateEventListener;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;

import io.ddp4ee.bus.Operation;
import io.ddp4ee.capture.EntityEvents;
import io.ddp4ee.capture.ProviderHooks;
import io.ddp4ee.persistence.EntityManagerRows;
import io.ddp4ee.persistence.Unit;

/**
 * Listens to Hibernate's events. Its JPA callbacks would not do: a change of a collection alone calls none of them.
 */
public final class HibernateHooks implements ProviderHooks {

    @Override
    public void attach(Unit unit, EntityEvents events) {
        SessionFactoryImplementor factory = unit.factory().unwrap(SessionFactoryImplementor.class);
        EventListenerRegistry registry = factory.getServiceRegistry().requireService(EventListenerRegistry.class);
        RowListener listener = new RowListener(events);
        registry.appendListeners(EventType.POST_INSERT, listener);
        registry.appendListeners(EventType.POST_UPDATE, listener);
        registry.appendListeners(EventType.POST_DELETE, listener);
        registry.appendListeners(EventType.POST_COLLECTION_UPDATE, listener);
        registry.appendListeners(EventType.POST_COLLECTION_RECREATE, listener);
        registry.appendListeners(EventType.POST_COLLECTION_REMOVE, listener);
    }

    private static final class RowListener
            implements PostInsertEventListener,
                    PostUpdateEventListener,
                    PostDeleteEventListener,
                    PostCollectionUpdateEventListener,
                    PostCollectionRecreateEventListener,
                    PostCollectionRemoveEventListener {

        private static final long serialVersionUID = 1L;

        private final transient EntityEvents events;

        RowListener(EntityEvents events) {
            this.events = events;
        }

        @Override
        public void onPostInsert(PostInsertEvent event) {
            tell(event.getSession(), event.getEntity(), event.getId(), Operation.INSERT);
        }

        @Override
        public void onPostUpdate(PostUpdateEvent event) {
            tell(event.getSession(), event.getEntity(), event.getId(), Operation.UPDATE);
        }

        @Override
        public void onPostDelete(PostDeleteEvent event) {
            tell(event.getSession(), event.getEntity(), event.getId(), Operation.DELETE);
        }

        @Override
        public void onPostUpdateCollection(PostCollectionUpdateEvent event) {
            tellOwner(event);
        }

        @Override
        public void onPostRecreateCollection(PostCollectionRecreateEvent event) {
            tellOwner(event);
        }

        @Override
        public void onPostRemoveCollection(PostCollectionRemoveEvent event) {
            tellOwner(event);
        }

        @Override
        public boolean requiresPostCommitHandling(EntityPersister persister) {
            return false;
        }

        private void tellOwner(AbstractCollectionEvent event) {
            Object owner = event.getAffectedOwnerOrNull();
            if (owner != null && event.getAffectedOwnerIdOrNull() != null) {
                tell(event.getSession(), owner, event.getAffectedOwnerIdOrNull(), Operation.UPDATE);
            }
        }

        private void tell(EventSource session, Object entity, Object key, Operation operation) {
            boolean first = events.changed(session, entity.getClass(), key, operation);
            if (first) {
                publishAtTheEnd(session);
            }
        }

        private void publishAtTheEnd(EventSource session) {
            session.getActionQueue().registerProcess((BeforeTransactionCompletionProcess)
                    ending -> events.beforeCompletion(session, new EntityManagerRows(session)));
            session.getActionQueue().registerProcess((AfterTransactionCompletionProcess)
                    (committed, ending) -> events.afterCompletion(session, committed));
        }
    }
}

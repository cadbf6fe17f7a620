package io.ddp4ee.capture.hibernate;

import java.util.Arrays;
import java.util.Set;

import org.hibernate.action.spi.AfterTransactionCompletionProcess;
import org.hibernate.action.spi.BeforeTransactionCompletionProcess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.AutoFlushEventListener;
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
import org.hibernate.metamodel.MappingMetamodel;
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
        registry.appendListeners(EventType.AUTO_FLUSH, new BulkListener(factory.getMappingMetamodel(), listener));
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
            if (events.changed(session, entity.getClass(), key, operation)) {
                publishAtTheEnd(session);
            }
        }

        void tellAny(EventSource session, Class<?> entity) {
            if (events.anyChanged(session, entity)) {
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

    /**
     * Notices HQL and criteria statements that write. Hibernate tells nobody of them; but before each statement it flushes
     * what its tables depend on, and says which those are.
     */
    private static final class BulkListener implements AutoFlushEventListener {

        /** The executed statement is this near on the stack, or it is none of a bulk update. */
        private static final int DEPTH = 24;

        private final MappingMetamodel metamodel;
        private final RowListener rows;

        BulkListener(MappingMetamodel metamodel, RowListener rows) {
            this.metamodel = metamodel;
            this.rows = rows;
        }

        @Override
        public void onAutoFlush(AutoFlushEvent event) {
            Set<String> tables = event.getQuerySpaces();
            if (tables != null && !tables.isEmpty() && isForUpdate()) {
                metamodel.forEachEntityDescriptor(entity -> {
                    if (Arrays.stream(entity.getQuerySpaces()).anyMatch(tables::contains)) {
                        rows.tellAny(event.getSession(), entity.getMappedClass());
                    }
                });
            }
        }

        /** The event is the same for a query and for an update; only the caller differs. */
        private static boolean isForUpdate() {
            return StackWalker.getInstance().walk(frames -> frames.limit(DEPTH)
                    .anyMatch(frame -> frame.getMethodName().equals("executeUpdate")
                            && frame.getClassName().startsWith("org.hibernate.query.")));
        }
    }
}

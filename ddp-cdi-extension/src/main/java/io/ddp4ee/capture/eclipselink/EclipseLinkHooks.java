package io.ddp4ee.capture.eclipselink;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnitUtil;

import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.descriptors.DescriptorEvent;
import org.eclipse.persistence.descriptors.DescriptorEventAdapter;
import org.eclipse.persistence.jpa.JpaEntityManagerFactory;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.mappings.OneToManyMapping;
import org.eclipse.persistence.queries.DeleteAllQuery;
import org.eclipse.persistence.queries.UpdateAllQuery;
import org.eclipse.persistence.sessions.IdentityMapAccessor;
import org.eclipse.persistence.sessions.SessionEvent;
import org.eclipse.persistence.sessions.SessionEventAdapter;
import org.eclipse.persistence.sessions.UnitOfWork;
import org.eclipse.persistence.sessions.changesets.ObjectChangeSet;
import org.eclipse.persistence.sessions.changesets.UnitOfWorkChangeSet;
import org.eclipse.persistence.sessions.server.Server;

import io.ddp4ee.bus.Operation;
import io.ddp4ee.capture.EntityEvents;
import io.ddp4ee.capture.ProviderHooks;
import io.ddp4ee.persistence.Unit;

/** Listens to EclipseLink's descriptors and session. */
public final class EclipseLinkHooks implements ProviderHooks {

    @Override
    public void attach(Unit unit, EntityEvents events) {
        EntityManagerFactory factory = unit.factory();
        Server session = factory.unwrap(JpaEntityManagerFactory.class).getServerSession();
        DescriptorEventAdapter listener = new RowListener(events, factory.getPersistenceUnitUtil());
        for (ClassDescriptor descriptor : session.getDescriptors().values()) {
            if (!descriptor.isAggregateDescriptor()) {
                descriptor.getEventManager().addListener(listener);
            }
        }
        session.getEventManager()
                .addListener(new SessionListener(
                        events,
                        session.getIdentityMapAccessor(),
                        unit.declaration().isResourceLocal()));
    }

    private static final class RowListener extends DescriptorEventAdapter {

        private final EntityEvents events;
        private final PersistenceUnitUtil util;

        RowListener(EntityEvents events, PersistenceUnitUtil util) {
            this.events = events;
            this.util = util;
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
                    events.anyChanged(event.getSession(), children.getReferenceClass());
                }
            }
        }

        /** What an entity owns and has not loaded is deleted by one statement, of which nobody is told. */
        private static boolean isDeletedUnseen(OneToManyMapping children, Object owner) {
            return children.isPrivateOwned()
                    && children.usesIndirection()
                    && !children.getIndirectionPolicy()
                            .objectIsInstantiated(children.getAttributeValueFromObject(owner));
        }

        private void tell(DescriptorEvent event, Operation operation) {
            Object entity = event.getSource();
            events.changed(event.getSession(), entity.getClass(), util.getIdentifier(entity), operation);
        }
    }

    private static final class SessionListener extends SessionEventAdapter {

        private final EntityEvents events;
        private final IdentityMapAccessor cache;
        private final boolean isResourceLocal;

        SessionListener(EntityEvents events, IdentityMapAccessor cache, boolean isResourceLocal) {
            this.events = events;
            this.cache = cache;
            this.isResourceLocal = isResourceLocal;
        }

        /** A criteria statement has its class only in the query, and only after it has run. */
        @Override
        public void postExecuteQuery(SessionEvent event) {
            if (event.getQuery() instanceof UpdateAllQuery update) {
                events.anyChanged(event.getSession(), update.getReferenceClass());
            } else if (event.getQuery() instanceof DeleteAllQuery delete) {
                events.anyChanged(event.getSession(), delete.getReferenceClass());
            }
        }

        /** Everything has been flushed, and the commit is still to come. */
        @Override
        public void prepareUnitOfWork(SessionEvent event) {
            if (isResourceLocal) {
                events.beforeCompletion(event.getSession(), new UnitOfWorkRows((UnitOfWork) event.getSession()));
            }
        }

        /**
         * The shared cache takes new entities in after the commit, and perhaps after our notification has evicted them:
         * then without what the database has put into their columns, and for good.
         */
        @Override
        public void postMergeUnitOfWorkChangeSet(SessionEvent event) {
            UnitOfWorkChangeSet merged = (UnitOfWorkChangeSet) event.getProperty("UnitOfWorkChangeSet");
            for (Object changes : merged.getAllChangeSets().keySet()) {
                ObjectChangeSet change = (ObjectChangeSet) changes;
                if (change.isNew()) {
                    cache.invalidateObject(change.getId(), change.getClassType(event.getSession()));
                }
            }
        }

        @Override
        public void postCommitUnitOfWork(SessionEvent event) {
            if (isResourceLocal) {
                events.afterCompletion(event.getSession(), true);
            }
        }

        /** Also after a rollback, and then nothing else tells. */
        @Override
        public void postReleaseUnitOfWork(SessionEvent event) {
            if (isResourceLocal) {
                events.afterCompletion(event.getSession(), false);
            }
        }
    }
}

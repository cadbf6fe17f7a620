package io.ddp4ee.capture.eclipselink;

import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.internal.sessions.UnitOfWorkImpl;
import org.eclipse.persistence.queries.ModifyAllQuery;
import org.eclipse.persistence.sessions.IdentityMapAccessor;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionEvent;
import org.eclipse.persistence.sessions.SessionEventAdapter;
import org.eclipse.persistence.sessions.SessionEventManager;
import org.eclipse.persistence.sessions.changesets.ObjectChangeSet;
import org.eclipse.persistence.sessions.changesets.UnitOfWorkChangeSet;

import io.ddp4ee.capture.EntityEvents;

/** Tells of bulk statements, and when the transactions of a resource-local unit end. */
final class SessionListener extends SessionEventAdapter {

    private final EntityEvents events;
    private final IdentityMapAccessor cache;
    private final boolean isResourceLocal;

    SessionListener(EntityEvents events, IdentityMapAccessor cache, boolean isResourceLocal) {
        this.events = events;
        this.cache = cache;
        this.isResourceLocal = isResourceLocal;
    }

    /** What stands for the transaction of a unit of work: the client session, which is what commits. */
    static Object transaction(Session session) {
        return session instanceof UnitOfWorkImpl unitOfWork ? unitOfWork.getParent() : session;
    }

    /** An entity manager that was there before us copied the listeners of its sessions without this one. */
    void listenTo(Session session) {
        listenTo(session.getEventManager());
        if (session instanceof UnitOfWorkImpl unitOfWork) {
            listenTo(unitOfWork.getParent().getEventManager());
        }
    }

    private void listenTo(SessionEventManager sessionEvents) {
        if (!sessionEvents.getListeners().contains(this)) {
            sessionEvents.addListener(this);
        }
    }

    /** A criteria statement has its class only in the query, and only after it has run. */
    @Override
    public void postExecuteQuery(SessionEvent event) {
        if (event.getQuery() instanceof ModifyAllQuery statement
                && !Integer.valueOf(0).equals(event.getResult())) {
            events.anyChanged(transaction(event.getSession()), statement.getReferenceClass());
        }
    }

    /** Everything has been flushed, and the commit is still to come. A unit of work is prepared for every flush too. */
    @Override
    public void preCommitTransaction(SessionEvent event) {
        if (isResourceLocal) {
            Session session = event.getSession();
            events.beforeCompletion(transaction(session), new ClientSessionRows((AbstractSession) session));
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
            events.afterCompletion(transaction(event.getSession()), true);
        }
    }

    /** Also after a rollback, and then nothing else tells. */
    @Override
    public void postReleaseUnitOfWork(SessionEvent event) {
        if (isResourceLocal) {
            events.afterCompletion(transaction(event.getSession()), false);
        }
    }
}

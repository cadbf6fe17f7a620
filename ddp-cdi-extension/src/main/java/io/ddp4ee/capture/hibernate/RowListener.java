package io.ddp4ee.capture.hibernate;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.annotation.Nullable;

import org.hibernate.action.spi.AfterTransactionCompletionProcess;
import org.hibernate.action.spi.BeforeTransactionCompletionProcess;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.EventSource;
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
import org.hibernate.event.spi.PostUpsertEvent;
import org.hibernate.event.spi.PostUpsertEventListener;
import org.hibernate.persister.entity.EntityPersister;

import io.ddp4ee.bus.Operation;
import io.ddp4ee.capture.EntityEvents;
import io.ddp4ee.persistence.EntityManagerRows;

/** Tells of rows that are written for entities and their collections. */
final class RowListener
        implements PostInsertEventListener,
                PostUpsertEventListener,
                PostUpdateEventListener,
                PostDeleteEventListener,
                PostCollectionUpdateEventListener,
                PostCollectionRecreateEventListener,
                PostCollectionRemoveEventListener {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(RowListener.class.getName());

    private final transient EntityEvents events;

    private final boolean isResourceLocal;
    private final AtomicBoolean hasWarned = new AtomicBoolean();

    RowListener(EntityEvents events, boolean isResourceLocal) {
        this.events = events;
        this.isResourceLocal = isResourceLocal;
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        tell(event.getSession(), event.getEntity(), event.getId(), Operation.INSERT);
    }

    /** Whether it was there before is read by nobody. */
    @Override
    public void onPostUpsert(PostUpsertEvent event) {
        tell(event.getSession(), event.getEntity(), event.getId(), Operation.UPDATE);
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

    /** @param session null if it is a stateless one, which can be asked nothing, and tells nobody when it commits */
    void tell(@Nullable EventSource session, Object entity, Object key, Operation operation) {
        if (session == null && isResourceLocal) {
            if (hasWarned.compareAndSet(false, true)) {
                LOG.log(
                        Level.WARNING,
                        "What a StatelessSession writes in a resource-local unit is not noticed: " + entity.getClass());
            }
        } else if (events.changed(session, entity.getClass(), key, operation)) {
            publishAtTheEnd(session);
        }
    }

    void tellAny(EventSource session, Class<?> entity) {
        if (events.anyChanged(session, entity)) {
            publishAtTheEnd(session);
        }
    }

    /** Behind what waits for the end too and still writes: versions that are incremented then. */
    private void publishAtTheEnd(EventSource session) {
        BeforeTransactionCompletionProcess publish =
                ending -> events.beforeCompletion(session, new EntityManagerRows(session));
        session.getActionQueue().registerProcess((BeforeTransactionCompletionProcess)
                ending -> session.getActionQueue().registerProcess(publish));
        session.getActionQueue().registerProcess((AfterTransactionCompletionProcess)
                (committed, ending) -> events.afterCompletion(session, committed));
    }
}

package io.ddp4ee.capture.hibernate;

import org.hibernate.LockMode;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.LoadEvent;
import org.hibernate.event.spi.LoadEventListener;
import org.hibernate.event.spi.LockEvent;
import org.hibernate.event.spi.LockEventListener;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;

import io.ddp4ee.bus.Operation;

/** Notices locks that increment the version: those updates have no event of their own. */
final class LockListener implements LockEventListener, LoadEventListener, PostLoadEventListener {

    private final RowListener rows;

    LockListener(RowListener rows) {
        this.rows = rows;
    }

    @Override
    public void onLock(LockEvent event) {
        tell(event.getSession(), event.getObject(), event.getLockMode());
    }

    /** An entity that is loaded already is locked without another event. */
    @Override
    public void onLoad(LoadEvent event, LoadType loadType) {
        if (event.getResult() != null) {
            tell(event.getSession(), event.getResult(), event.getLockMode());
        }
    }

    /** Of a query. */
    @Override
    public void onPostLoad(PostLoadEvent event) {
        EventSource session = event.getSession();
        EntityEntry entry = session.getPersistenceContextInternal().getEntry(event.getEntity());
        if (entry != null) {
            tell(session, event.getEntity(), entry.getLockMode());
        }
    }

    private void tell(EventSource session, Object object, LockMode mode) {
        if (mode == LockMode.OPTIMISTIC_FORCE_INCREMENT || mode == LockMode.PESSIMISTIC_FORCE_INCREMENT) {
            PersistenceContext context = session.getPersistenceContextInternal();
            Object entity = context.unproxy(object);
            EntityEntry entry = context.getEntry(entity);
            if (entry != null) {
                rows.tell(session, entity, entry.getId(), Operation.UPDATE);
            }
        }
    }
}

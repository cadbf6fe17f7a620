package io.ddp4ee.call;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.util.AnnotationLiteral;

import io.ddp4ee.Closed;
import io.ddp4ee.DdpSession;
import io.ddp4ee.Opened;
import io.ddp4ee.session.SessionEvents;

/** Fires CDI events for sessions. */
public final class SessionEventFirer implements SessionEvents {

    private static final Logger LOG = System.getLogger(SessionEventFirer.class.getName());

    private static final class OpenedLiteral extends AnnotationLiteral<Opened> implements Opened {
        private static final long serialVersionUID = 1L;
    }

    private static final class ClosedLiteral extends AnnotationLiteral<Closed> implements Closed {
        private static final long serialVersionUID = 1L;
    }

    private final BeanManager beanManager;

    public SessionEventFirer(BeanManager beanManager) {
        this.beanManager = beanManager;
    }

    @Override
    public void opened(DdpSession session) {
        fire(session, new OpenedLiteral());
    }

    @Override
    public void closed(DdpSession session) {
        fire(session, new ClosedLiteral());
    }

    private void fire(DdpSession session, AnnotationLiteral<?> qualifier) {
        try {
            beanManager.getEvent().select(DdpSession.class, qualifier).fire(session);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "An observer of a session failed", e);
        }
    }
}

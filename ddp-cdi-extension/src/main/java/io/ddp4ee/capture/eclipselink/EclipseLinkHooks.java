package io.ddp4ee.capture.eclipselink;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.descriptors.DescriptorEvent;
import org.eclipse.persistence.descriptors.DescriptorEventAdapter;
import org.eclipse.persistence.jpa.JpaEntityManagerFactory;
import org.eclipse.persistence.sessions.server.Server;

import io.ddp4ee.capture.EntityEvents;
import io.ddp4ee.capture.ProviderHooks;
import io.ddp4ee.persistence.Alterations;
import io.ddp4ee.persistence.Unit;

/** Listens to EclipseLink's descriptors and session. */
public final class EclipseLinkHooks implements ProviderHooks {

    @Override
    public void attach(Unit unit, EntityEvents events) {
        Server session = session(unit);
        SessionListener sessions = new SessionListener(
                events, session.getIdentityMapAccessor(), unit.declaration().isResourceLocal());
        session.getEventManager().addListener(sessions);
        RowListener rows = new RowListener(events, unit.factory().getPersistenceUnitUtil(), sessions);
        for (ClassDescriptor descriptor : session.getDescriptors().values()) {
            // Whatever else has rows, an embeddable with a table of its own for example, has no key that JPA knows.
            if (descriptor.hasCMPPolicy() && !descriptor.isDescriptorTypeAggregate()) {
                descriptor.getEventManager().addListener(rows);
            }
        }
    }

    @Override
    public void beforePersist(Unit unit, Consumer<Object> action) {
        DescriptorEventAdapter listener = new DescriptorEventAdapter() {
            @Override
            public void prePersist(DescriptorEvent event) {
                action.accept(event.getSource());
            }
        };
        session(unit).getDescriptors().values().forEach(descriptor -> descriptor
                .getEventManager()
                .addListener(listener));
    }

    @Override
    public Map<Class<?>, Set<String>> tables(Unit unit) {
        return Tables.of(session(unit));
    }

    @Override
    public Alterations alterations(Unit unit) {
        return new MappedAlterations(session(unit));
    }

    private static Server session(Unit unit) {
        return unit.factory().unwrap(JpaEntityManagerFactory.class).getServerSession();
    }
}

package io.ddp4ee.extension;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;

import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;

import io.ddp4ee.bus.Notice;
import io.ddp4ee.capture.CallbackTarget;
import io.ddp4ee.config.Config;
import io.ddp4ee.declaration.NonBeans;
import io.ddp4ee.problem.Problems;
import io.ddp4ee.schema.ApplicationSchema;
import io.ddp4ee.server.RunningServer;
import io.ddp4ee.server.Startup;
import io.ddp4ee.spi.ChangeBus;
import io.ddp4ee.spi.ChangeBusUser;
import io.ddp4ee.transport.Transport;
import io.ddp4ee.transport.sockjs.SockJsSessions;
import io.ddp4ee.unit.UnitServer;

/** The DDP server of this application, from the container's start of it to its stop. */
@ApplicationScoped
public class DdpServer implements ChangeBusUser {

    private static final Logger LOG = System.getLogger(DdpServer.class.getName());

    @Inject
    private BeanManager beanManager;

    @Inject
    private DdpExtension extension;

    @Inject
    private CallbackTarget callbacks;

    @Inject
    private UnitDocumentIds documentIds;

    private Startup startup;
    private volatile RunningServer running;

    @Override
    public void start(ChangeBus bus) {
        startup = new Startup(
                beanManager,
                extension.declarations(),
                extension.currentCall(),
                callbacks,
                documentIds::keyOf,
                bus,
                this::run);
        startup.begin();
    }

    private void run(RunningServer server) {
        running = server;
        LOG.log(Level.INFO, server::describe);
    }

    @Override
    public void stop() {
        if (startup != null) {
            startup.stop();
        }
        RunningServer server = running;
        running = null;
        if (server != null) {
            server.stop();
        }
    }

    /** Whether the container has started this at all. */
    boolean wasStarted() {
        return startup != null;
    }

    Config config() {
        return startup.config();
    }

    /** Those that the application or its settings name. */
    Set<String> roles() {
        Set<String> roles = extension.declarations().roles();
        roles.addAll(config().roles());
        return roles;
    }

    NonBeans nonBeans(Problems problems) {
        return new NonBeans(extension.declarations().beans().keySet(), beanManager, problems);
    }

    /** Null until the databases have answered. */
    @Nullable
    Transport transport() {
        RunningServer server = running;
        return server == null ? null : server.transport();
    }

    /** Null until the databases have answered. */
    @Nullable
    SockJsSessions sockJs() {
        RunningServer server = running;
        return server == null ? null : server.sockJs();
    }

    /** Null until the databases have answered. */
    @Nullable
    ApplicationSchema schema() {
        RunningServer server = running;
        return server == null ? null : server.schema();
    }

    /** Whether the databases have answered. */
    boolean isRunning() {
        return running != null;
    }

    /** Tells all servers when the current transaction commits. */
    void tell(Notice notice) {
        RunningServer server = running;
        if (server == null) {
            throw new IllegalStateException("The DDP server has not started yet: the other servers cannot be told");
        }
        try {
            server.tell(notice);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The servers cannot be told: the database does not take it", e);
        }
    }

    /** @throws IllegalArgumentException if no unit has the entity */
    UnitServer unitOf(Class<?> entity) {
        RunningServer server = running;
        if (server == null) {
            throw new IllegalStateException("The DDP server has not started yet");
        }
        return server.unitOf(entity);
    }
}

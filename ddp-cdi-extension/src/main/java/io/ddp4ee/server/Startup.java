package io.ddp4ee.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.naming.NamingException;

import jakarta.enterprise.inject.spi.BeanManager;

import io.ddp4ee.binding.KeyReader;
import io.ddp4ee.call.CurrentCall;
import io.ddp4ee.capture.CallbackTarget;
import io.ddp4ee.config.Config;
import io.ddp4ee.container.Jndi;
import io.ddp4ee.declaration.Declarations;
import io.ddp4ee.persistence.PersistenceXml;
import io.ddp4ee.problem.DeploymentRefusedException;
import io.ddp4ee.problem.Problems;
import io.ddp4ee.spi.ChangeBus;

/**
 * Starts the server as soon as its databases answer. At the container's start that is at once, and a mistake refuses the
 * deployment. An application whose database is down is deployed all the same, as it would be without us, and served later.
 */
public final class Startup {

    private static final Logger LOG = System.getLogger(Startup.class.getName());

    private static final Duration RETRY = Duration.ofSeconds(2);

    private final ServerBuilder builder;
    private final Config config;
    private final Declarations declarations;
    private final Consumer<RunningServer> started;
    private final ThreadFactory threads;
    private final CountDownLatch stop = new CountDownLatch(1);
    private Thread waiting;

    public Startup(
            BeanManager beanManager,
            Declarations declarations,
            CurrentCall currentCall,
            CallbackTarget callbacks,
            KeyReader keys,
            ChangeBus bus,
            Consumer<RunningServer> started) {
        this.config = Config.ofApplication();
        this.declarations = declarations;
        this.started = started;
        try {
            this.threads = Jndi.threadFactory();
        } catch (NamingException e) {
            throw new DeploymentRefusedException(
                    "The server has no ManagedThreadFactory: add the feature"
                            + " concurrent-3.0, or a profile that has Jakarta Concurrency",
                    e);
        }
        this.builder = new ServerBuilder(beanManager, declarations, currentCall, callbacks, keys, bus, config, threads);
    }

    public Config config() {
        return config;
    }

    public void begin() {
        Problems problems = new Problems();
        config.check(problems);
        UnitFinder finder =
                new UnitFinder(PersistenceXml.read(Thread.currentThread().getContextClassLoader()), problems);
        List<FoundUnit> units = finder.find(declarations.unitReferences());
        problems.throwIfAny();
        try {
            started.accept(builder.build(ofPostgreSql(units)));
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "The database does not answer; DDP is served as soon as it does", e);
            waiting = threads.newThread(() -> beginLater(units));
            waiting.setName("ddp-start");
            waiting.start();
        }
    }

    private void beginLater(List<FoundUnit> units) {
        try {
            while (!stop.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    started.accept(builder.build(ofPostgreSql(units)));
                    return;
                } catch (SQLException e) {
                    LOG.log(Level.DEBUG, "The database does not answer yet", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // Refused: the reasons have been logged, and there is no deployment left to stop.
            LOG.log(Level.ERROR, "DDP is not served", e);
        }
    }

    /** A unit over another database is none of ours, unless it has collections; the builder complains of those. */
    private static List<FoundUnit> ofPostgreSql(List<FoundUnit> units) throws SQLException {
        List<FoundUnit> ours = new ArrayList<>();
        for (FoundUnit unit : units) {
            if (unit.database().isPostgreSql()) {
                ours.add(unit);
            }
        }
        return ours;
    }

    public void stop() {
        stop.countDown();
        Thread thread = waiting;
        if (thread != null) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

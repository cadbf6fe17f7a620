package io.ddp4ee.extension;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.enterprise.inject.spi.BeanManager;

import org.hibernate.validator.cdi.ValidationExtension;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

import io.ddp4ee.PublicationStrategy;
import io.ddp4ee.binding.Binder;
import io.ddp4ee.binding.EjsonJsonb;
import io.ddp4ee.binding.ResultWriter;
import io.ddp4ee.call.DeclaredRoles;
import io.ddp4ee.call.Definitions;
import io.ddp4ee.call.EjsonTypes;
import io.ddp4ee.call.EntityResults;
import io.ddp4ee.call.ExceptionMappers;
import io.ddp4ee.call.RateLimits;
import io.ddp4ee.call.SessionEventFirer;
import io.ddp4ee.container.Instances;
import io.ddp4ee.ejson.CustomTypes;
import io.ddp4ee.limit.RateLimiter;
import io.ddp4ee.memory.LiveMemory;
import io.ddp4ee.message.MessageReader;
import io.ddp4ee.method.ErrorTranslator;
import io.ddp4ee.method.Methods;
import io.ddp4ee.method.WriteFences;
import io.ddp4ee.problem.Problems;
import io.ddp4ee.publication.Publications;
import io.ddp4ee.query.jpa.UnitQueryResolver;
import io.ddp4ee.session.FieldsWriter;
import io.ddp4ee.session.Handshake;
import io.ddp4ee.session.Resumption;
import io.ddp4ee.session.SessionLimits;
import io.ddp4ee.session.SessionServices;
import io.ddp4ee.session.SessionThreads;
import io.ddp4ee.session.Sessions;

/** An application of some classes on Weld, and the engine behind it without a database; everything on one thread. */
final class Application implements AutoCloseable {

    /** Held, or their levels would go with them. */
    private static final List<Logger> LOGGERS =
            List.of(Logger.getLogger("io.ddp4ee"), Logger.getLogger("org.jboss.weld"));

    static {
        // What these tests provoke is no news.
        LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
    }

    private final WeldContainer container;
    private final Publications publications;
    private final Sessions sessions;

    private Application(WeldContainer container) {
        this.container = container;
        DdpExtension extension = container.select(DdpExtension.class).get();
        BeanManager beanManager = container.getBeanManager();
        Problems problems = new Problems();
        CustomTypes customs = new EjsonTypes(beanManager, problems)
                .of(extension.declarations().ejsonTypes());
        var jsonb = EjsonJsonb.create(customs);
        Definitions definitions = new Definitions(
                beanManager,
                extension.declarations(),
                extension.currentCall(),
                new Binder(jsonb, customs),
                (entity, id) -> id);
        UnitQueryResolver queries = new UnitQueryResolver(List.of());
        this.publications = definitions.publications(queries, List.of(), problems);
        ResultWriter results = new ResultWriter(jsonb, customs);
        Methods methods = definitions.methods(new EntityResults(List.of(), results), List.of(), problems);
        ExceptionMappers mappers =
                new ExceptionMappers(extension.declarations().contributions(), beanManager, problems);
        problems.throwIfAny();
        AtomicInteger ids = new AtomicInteger();
        WriteFences fences = new WriteFences();
        this.sessions = new Sessions(
                new SessionServices(
                        new MessageReader(customs, 2000),
                        publications,
                        methods,
                        queries,
                        new LiveMemory(Runnable::run, new FieldsWriter(results)::write, fences::wrote),
                        collection -> PublicationStrategy.SERVER_MERGE,
                        fences,
                        new ErrorTranslator(mappers::map, results),
                        results,
                        new SessionEventFirer(beanManager),
                        DeclaredRoles.of(extension.declarations().contributions(), beanManager, problems),
                        new SessionLimits(
                                1000,
                                Long.MAX_VALUE,
                                100,
                                Long.MAX_VALUE,
                                1000,
                                Duration.ofHours(1),
                                Duration.ZERO,
                                new Resumption(Duration.ZERO, 0, 0, 0)),
                        new RateLimiter(
                                RateLimits.of(
                                        extension.declarations().contributions(), new Instances(beanManager), problems),
                                System::nanoTime),
                        () -> "id" + ids.incrementAndGet(),
                        new SessionThreads(Runnable::run, Runnable::run, Runnable::run)),
                (delay, task) -> {},
                Integer.MAX_VALUE);
    }

    static Application of(Class<?>... classes) {
        return start(weld(classes).addExtension(new ValidationExtension()));
    }

    /** With a container that does not validate the methods of its beans. */
    static Application withoutValidation(Class<?>... classes) {
        return start(weld(classes));
    }

    static Application start(Weld weld) {
        WeldContainer container = weld.initialize();
        try {
            return new Application(container);
        } catch (RuntimeException e) {
            container.close();
            throw e;
        }
    }

    static Weld weld(Class<?>... classes) {
        return new Weld().disableDiscovery().addExtension(new DdpExtension()).addBeanClasses(classes);
    }

    WeldContainer container() {
        return container;
    }

    DdpExtension extension() {
        return container.select(DdpExtension.class).get();
    }

    Publications publications() {
        return publications;
    }

    <T> T bean(Class<T> type) {
        return container.select(type).get();
    }

    Client connect() {
        return connect(new Handshake(URI.create("ws://here/"), Map.of(), "10.0.0.1", null, Set.of()));
    }

    Client connect(String user, String... roles) {
        return connect(new Handshake(URI.create("ws://here/"), Map.of(), "10.0.0.1", () -> user, Set.of(roles)));
    }

    private Client connect(Handshake handshake) {
        Client client = new Client();
        client.attach(sessions.open(client, handshake));
        return client;
    }

    @Override
    public void close() {
        sessions.close();
        container.close();
    }
}

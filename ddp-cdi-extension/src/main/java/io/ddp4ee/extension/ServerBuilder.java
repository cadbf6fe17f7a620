package io.ddp4ee.extension;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import javax.naming.NamingException;
import javax.sql.DataSource;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.json.bind.Jsonb;
import jakarta.persistence.metamodel.EntityType;
import jakarta.transaction.UserTransaction;

import io.ddp4ee.DdpCollection;
import io.ddp4ee.DocumentMapping;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.binding.Arguments;
import io.ddp4ee.binding.Binder;
import io.ddp4ee.binding.EjsonJsonb;
import io.ddp4ee.binding.ResultWriter;
import io.ddp4ee.capture.CallbackTarget;
import io.ddp4ee.document.DocumentShapes;
import io.ddp4ee.extension.UnitFinder.FoundUnit;
import io.ddp4ee.jpql.JpqlException;
import io.ddp4ee.message.MessageReader;
import io.ddp4ee.method.ErrorTranslator;
import io.ddp4ee.method.MethodDefinition;
import io.ddp4ee.method.Methods;
import io.ddp4ee.method.WriteFences;
import io.ddp4ee.persistence.Unit;
import io.ddp4ee.publication.PublicationDefinition;
import io.ddp4ee.publication.Publications;
import io.ddp4ee.query.jpa.UnitQueryResolver;
import io.ddp4ee.session.RandomIds;
import io.ddp4ee.session.SessionLimits;
import io.ddp4ee.session.SessionServices;
import io.ddp4ee.session.Sessions;
import io.ddp4ee.spi.ChangeBus;
import io.ddp4ee.transport.Transport;

/** Builds the server from what is declared and configured, and checks all of it against the persistence units. */
final class ServerBuilder {

    private final BeanManager beanManager;
    private final DdpExtension extension;
    private final CallbackTarget callbacks;
    private final UnitDocumentIds documentIds;
    private final ChangeBus bus;
    private final Config config;
    private final ThreadFactory threadFactory;
    private final Instances instances;

    ServerBuilder(
            BeanManager beanManager,
            DdpExtension extension,
            CallbackTarget callbacks,
            UnitDocumentIds documentIds,
            ChangeBus bus,
            Config config,
            ThreadFactory threadFactory) {
        this.beanManager = beanManager;
        this.extension = extension;
        this.callbacks = callbacks;
        this.documentIds = documentIds;
        this.bus = bus;
        this.config = config;
        this.threadFactory = threadFactory;
        this.instances = new Instances(beanManager);
    }

    /**
     * @throws SQLException if a database does not answer
     * @throws DeploymentRefusedException if there are mistakes
     */
    RunningServer build(List<FoundUnit> found) throws SQLException {
        Problems problems = new Problems();
        int readers = config.getInt(ConfigKey.QUERY_CONCURRENT_SNAPSHOTS) * Math.max(1, found.size());
        Threads threads = new Threads(threadFactory, config.getInt(ConfigKey.THREADS), readers);
        Jsonb jsonb = EjsonJsonb.create();
        Binder binder = new Binder(jsonb);
        List<UnitServer> units = new ArrayList<>();
        try {
            Map<UnitServer, DataSource> listenSources = new LinkedHashMap<>();
            for (FoundUnit one : found) {
                UnitServer unit = unit(one, threads, binder, jsonb, problems);
                unit.check(config, problems);
                units.add(unit);
                listenSources.put(unit, listenSource(one, problems));
            }
            checkMappings(units, problems);
            UnitQueryResolver resolver = new UnitQueryResolver(units.stream()
                    .map(unit -> new UnitQueryResolver.Home(unit.compiler(), unit.queries()))
                    .toList());
            Publications publications = publications(resolver, binder, problems);
            Methods methods = methods(units, binder);
            throwIfAny(problems);

            WriteFences fences = new WriteFences();
            String server = new RandomIds().get();
            for (UnitServer unit : units) {
                unit.start(bus, listenSources.get(unit), config, server, fences, callbacks);
            }
            ResultWriter results = new ResultWriter(jsonb);
            SessionServices services = new SessionServices(
                    new MessageReader(),
                    publications,
                    methods,
                    resolver,
                    fences,
                    new ErrorTranslator(new ExceptionMappers(beanManager)::map, results),
                    results,
                    new SessionEventFirer(beanManager),
                    sessionLimits(),
                    new RandomIds(),
                    threads.ofSessions());
            Sessions sessions = new Sessions(services, threads.timer());
            Transport transport = new Transport(sessions, config.getInt(ConfigKey.SESSION_MAX_MESSAGE));
            return new RunningServer(
                    units, sessions, transport, threads, jsonb, callbacks, describe(publications, methods));
        } catch (SQLException | RuntimeException e) {
            units.forEach(unit -> unit.stop(callbacks));
            threads.stop();
            throw e;
        } catch (NamingException e) {
            units.forEach(unit -> unit.stop(callbacks));
            threads.stop();
            throw new DeploymentRefusedException("A name that every Jakarta EE server has cannot be looked up", e);
        }
    }

    private UnitServer unit(FoundUnit found, Threads threads, Binder binder, Jsonb jsonb, Problems problems)
            throws SQLException, NamingException {
        Unit unit = new Unit(found.declaration(), found.factory(), userTransaction(threads));
        DocumentShapes shapes = new DocumentShapes(unit, jsonb, instances::of);
        for (EntityType<?> entity : unit.entities().all()) {
            DdpCollection annotation = entity.getJavaType().getAnnotation(DdpCollection.class);
            if (annotation != null) {
                collect(problems, entity.getJavaType().getName(), () -> shapes.add(entity, annotation));
            }
        }
        for (MappingDeclaration declaration : extension.declarations().mappings()) {
            collect(problems, declaration.place(), () -> {
                DocumentMapping<?> mapping = (DocumentMapping<?>) instances.create(declaration.bean());
                if (unit.entities().of(mapping.entity()) != null) {
                    shapes.add(mapping, declaration.collection());
                }
            });
        }
        return new UnitServer(unit, found.dataSource(), config, threads, binder, shapes);
    }

    /** Looked up where it will be used: in a session bean's call it would be the session bean's, and good for nothing else. */
    private static UserTransaction userTransaction(Threads threads) throws NamingException {
        try {
            return threads.workers().submit(Jndi::userTransaction).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof NamingException naming
                    ? naming
                    : new NamingException(String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NamingException("Interrupted");
        }
    }

    private static void collect(Problems problems, String place, Runnable check) {
        try {
            check.run();
        } catch (JpqlException e) {
            problems.add(place + ": " + e.getMessage());
        } catch (IllegalArgumentException | IllegalStateException e) {
            problems.add(place + ": " + e);
        }
    }

    private void checkMappings(List<UnitServer> units, Problems problems) {
        for (MappingDeclaration declaration : extension.declarations().mappings()) {
            DocumentMapping<?> mapping = (DocumentMapping<?>) instances.create(declaration.bean());
            if (units.stream().noneMatch(unit -> unit.unit().entities().of(mapping.entity()) != null)) {
                problems.add(declaration.place() + ": " + mapping.entity().getName()
                        + " is no entity of a persistence unit" + " over PostgreSQL that this application injects.");
            }
        }
    }

    private DataSource listenSource(FoundUnit unit, Problems problems) {
        String name = config.getOrNull(ConfigKey.LISTEN_DATASOURCE);
        if (name == null) {
            return unit.dataSource();
        }
        try {
            return Jndi.dataSource(name);
        } catch (NamingException e) {
            problems.add("ddp.listen.datasource is " + name + ", which cannot be looked up (" + e.getMessage() + ").");
            return unit.dataSource();
        }
    }

    private Publications publications(UnitQueryResolver resolver, Binder binder, Problems problems) {
        Map<String, PublicationDefinition> definitions = new LinkedHashMap<>();
        for (PublicationDeclaration declaration : extension.declarations().publications()) {
            Arguments arguments = new Arguments(declaration.parameters(), binder, documentIds::keyOf);
            PublicationSource source =
                    new PublicationSource(declaration, arguments, beanManager, extension.currentCall(), requestScope());
            PublicationDefinition.Source checked = source;
            if (declaration.isField()) {
                int[] needed = new int[1];
                collect(problems, declaration.place(), () -> {
                    for (LiveQuery query : source.queriesOfField()) {
                        needed[0] = Math.max(needed[0], resolver.check(query));
                    }
                });
                checked = new CountedSource(source, needed[0]);
            }
            definitions.put(
                    declaration.name(),
                    new PublicationDefinition(
                            declaration.name(),
                            declaration.publication().universal(),
                            declaration.place(),
                            declaration.access(),
                            checked));
        }
        return new Publications(definitions);
    }

    private Methods methods(List<UnitServer> units, Binder binder) {
        EntityResults results = new EntityResults(units);
        Map<String, MethodDefinition> definitions = new LinkedHashMap<>();
        for (MethodDeclaration declaration : extension.declarations().methods()) {
            Arguments arguments = new Arguments(declaration.parameters(), binder, documentIds::keyOf);
            MethodTarget target = new MethodTarget(
                    declaration, arguments, beanManager, extension.currentCall(), requestScope(), results);
            definitions.put(
                    declaration.name(),
                    new MethodDefinition(
                            declaration.name(),
                            declaration.annotation().unblock(),
                            declaration.place(),
                            declaration.access(),
                            target));
        }
        return new Methods(definitions);
    }

    private RequestScope requestScope() {
        Instance<RequestContextController> controllers =
                beanManager.createInstance().select(RequestContextController.class);
        return new RequestScope(controllers);
    }

    private SessionLimits sessionLimits() {
        return new SessionLimits(
                config.getInt(ConfigKey.SESSION_MAX_INBOX),
                Math.max(
                        config.getLong(ConfigKey.SESSION_MAX_INBOX_CHARS),
                        config.getLong(ConfigKey.SESSION_MAX_MESSAGE)),
                config.getInt(ConfigKey.SESSION_MAX_UNBLOCKED),
                config.getLong(ConfigKey.SESSION_MAX_OUTBOX),
                config.getInt(ConfigKey.SESSION_MAX_SUBSCRIPTIONS),
                config.getDuration(ConfigKey.SESSION_SEND_TIMEOUT),
                config.getDuration(ConfigKey.SESSION_HEARTBEAT));
    }

    private static String describe(Publications publications, Methods methods) {
        String version = DdpServer.class.getPackage().getImplementationVersion();
        return "ddp4ee " + (version == null ? "" : version + " ") + "serves "
                + publications.all().size() + " publications and "
                + methods.all().size() + " methods";
    }

    private static void throwIfAny(Problems problems) {
        problems.refusal().ifPresent(refusal -> {
            throw refusal;
        });
    }
}

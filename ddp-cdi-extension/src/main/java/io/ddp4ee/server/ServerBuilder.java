package io.ddp4ee.server;

import java.lang.reflect.Parameter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.naming.NamingException;
import javax.sql.DataSource;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.json.bind.Jsonb;
import jakarta.persistence.metamodel.EntityType;
import jakarta.transaction.UserTransaction;

import io.ddp4ee.CollectionRules;
import io.ddp4ee.DdpCollection;
import io.ddp4ee.DocumentMapping;
import io.ddp4ee.RateLimit;
import io.ddp4ee.UserRoles;
import io.ddp4ee.binding.Binder;
import io.ddp4ee.binding.DocumentIdTypes;
import io.ddp4ee.binding.EjsonJsonb;
import io.ddp4ee.binding.KeyReader;
import io.ddp4ee.binding.ResultWriter;
import io.ddp4ee.bus.Notices;
import io.ddp4ee.call.ApplicationSchemas;
import io.ddp4ee.call.CurrentCall;
import io.ddp4ee.call.DeclaredRoles;
import io.ddp4ee.call.Definitions;
import io.ddp4ee.call.EjsonTypes;
import io.ddp4ee.call.EntityResults;
import io.ddp4ee.call.ExceptionMappers;
import io.ddp4ee.call.RateLimits;
import io.ddp4ee.call.SessionEventFirer;
import io.ddp4ee.capture.CallbackTarget;
import io.ddp4ee.config.Config;
import io.ddp4ee.config.ConfigKey;
import io.ddp4ee.container.Instances;
import io.ddp4ee.container.Jndi;
import io.ddp4ee.container.Threads;
import io.ddp4ee.declaration.CollectionDeclaration;
import io.ddp4ee.declaration.Declarations;
import io.ddp4ee.document.DocumentShapes;
import io.ddp4ee.ejson.CustomTypes;
import io.ddp4ee.limit.RateLimitText;
import io.ddp4ee.limit.RateLimiter;
import io.ddp4ee.memory.LiveMemory;
import io.ddp4ee.message.MessageReader;
import io.ddp4ee.method.ErrorTranslator;
import io.ddp4ee.method.MethodDefinition;
import io.ddp4ee.method.Methods;
import io.ddp4ee.method.WriteFences;
import io.ddp4ee.mutation.Mutations;
import io.ddp4ee.persistence.Unit;
import io.ddp4ee.problem.DeploymentRefusedException;
import io.ddp4ee.problem.Problems;
import io.ddp4ee.publication.Publications;
import io.ddp4ee.query.jpa.UnitQueryResolver;
import io.ddp4ee.random.RandomIds;
import io.ddp4ee.schema.ApplicationSchema;
import io.ddp4ee.session.FieldsWriter;
import io.ddp4ee.session.Resumption;
import io.ddp4ee.session.SessionCommands;
import io.ddp4ee.session.SessionLimits;
import io.ddp4ee.session.SessionServices;
import io.ddp4ee.session.Sessions;
import io.ddp4ee.spi.ChangeBus;
import io.ddp4ee.transport.Closers;
import io.ddp4ee.transport.Rounds;
import io.ddp4ee.transport.SockJsTimes;
import io.ddp4ee.transport.Transport;
import io.ddp4ee.transport.sockjs.SockJsSessions;
import io.ddp4ee.unit.UnitServer;

/** Builds the server from what is declared and configured, and checks all of it against the persistence units. */
final class ServerBuilder {

    /** Of the messages that are kept for a client after they were sent: most of their texts are shared with other clients. */
    private static final long REPLAY_CHARACTERS = 65_536;

    private final BeanManager beanManager;
    private final Declarations declarations;
    private final CurrentCall currentCall;
    private final CallbackTarget callbacks;
    private final KeyReader keys;
    private final ChangeBus bus;
    private final Config config;
    private final ThreadFactory threadFactory;
    private final Instances instances;

    ServerBuilder(
            BeanManager beanManager,
            Declarations declarations,
            CurrentCall currentCall,
            CallbackTarget callbacks,
            KeyReader keys,
            ChangeBus bus,
            Config config,
            ThreadFactory threadFactory) {
        this.beanManager = beanManager;
        this.declarations = declarations;
        this.currentCall = currentCall;
        this.callbacks = callbacks;
        this.keys = keys;
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
        CustomTypes customs = new EjsonTypes(beanManager, problems).of(declarations.ejsonTypes());
        Jsonb jsonb = EjsonJsonb.create(customs);
        Binder binder = new Binder(jsonb, customs);
        Strategies strategies = new Strategies(problems);
        List<UnitServer> units = new ArrayList<>();
        try {
            Map<UnitServer, DataSource> listenSources = new LinkedHashMap<>();
            for (FoundUnit one : found) {
                UnitServer unit = unit(one, threads, binder, jsonb, customs, strategies, problems);
                unit.check(config, problems);
                units.add(unit);
                listenSources.put(unit, listenSource(one, problems));
            }
            checkMappings(units, problems);
            checkDocumentIds(units, problems);
            strategies.add(declarations.strategies(), instances);
            UnitQueryResolver resolver = new UnitQueryResolver(units.stream()
                    .map(unit -> new UnitQueryResolver.Home(unit.compiler(), unit.queries()))
                    .toList());
            Definitions definitions = new Definitions(beanManager, declarations, currentCall, binder, keys);
            RandomIds ids = new RandomIds();
            String server = ids.get();
            BuiltIns builtIns = new BuiltIns(config, server, threads);
            Publications publications = definitions.publications(resolver, builtIns.publications(), problems);
            ResultWriter results = new ResultWriter(jsonb, customs);
            List<DocumentShapes> shapes = units.stream().map(UnitServer::shapes).toList();
            List<MethodDefinition> more = new ArrayList<>(mutations(shapes, binder, problems));
            List<MethodDefinition> mutations = List.copyOf(more);
            ApplicationSchemas schemas = new ApplicationSchemas(declarations, shapes, customs);
            Supplier<ApplicationSchema> schema = () -> schemas.describe(publications, mutations);
            more.addAll(builtIns.methods(schema));
            Methods methods = definitions.methods(new EntityResults(shapes, results), more, problems);
            ExceptionMappers mappers = new ExceptionMappers(declarations.contributions(), beanManager, problems);
            List<RateLimit> rates = new ArrayList<>(RateLimits.of(declarations.contributions(), instances, problems));
            problems.collect(
                    ConfigKey.RATE_LIMITS.key(),
                    () -> rates.addAll(RateLimitText.parse(config.get(ConfigKey.RATE_LIMITS))));
            UserRoles roles = DeclaredRoles.of(declarations.contributions(), beanManager, problems);
            problems.throwIfAny();

            WriteFences fences = new WriteFences();
            Notices notices = new Notices();
            List<UnitServer> published =
                    units.stream().filter(UnitServer::hasCollections).toList();
            units.forEach(unit -> unit.fillIds(collection -> currentCall.newId(collection, ids), callbacks));
            for (UnitServer unit : published) {
                String cluster =
                        ClusterName.of(unit.unit().declaration(), unit.database(), config, published.size() > 1);
                unit.start(cluster, bus, listenSources.get(unit), config, server, fences, notices, callbacks);
            }
            LiveMemory memory = new LiveMemory(threads.pool(), new FieldsWriter(results)::write, fences::wrote);
            SessionServices services = new SessionServices(
                    new MessageReader(customs, config.getInt(ConfigKey.SESSION_MAX_ECHO)),
                    publications,
                    methods,
                    resolver,
                    memory,
                    strategies.orElse(config.getStrategy(ConfigKey.PUBLICATION_STRATEGY)),
                    fences,
                    new ErrorTranslator(mappers::map, results),
                    results,
                    new SessionEventFirer(beanManager),
                    roles,
                    sessionLimits(),
                    new RateLimiter(rates, System::nanoTime),
                    ids,
                    threads.ofSessions());
            Sessions sessions = new Sessions(services, threads.timer(), config.getInt(ConfigKey.SESSIONS_PER_ADDRESS));
            builtIns.start(sessions, units, notices);
            SessionCommands.receive(notices, sessions);
            SockJsTimes times = new SockJsTimes(
                    config.getDuration(ConfigKey.SOCKJS_HEARTBEAT),
                    config.getDuration(ConfigKey.SOCKJS_DISCONNECT_DELAY));
            Transport transport = new Transport(
                    sessions,
                    config.getInt(ConfigKey.SESSION_MAX_MESSAGE),
                    config.getInt(ConfigKey.SESSION_MAX_FIRST_MESSAGE),
                    times,
                    new Rounds(threads.timer(), threads.pool(), times),
                    new Closers(threads.closers(), threads.patientClosers()));
            return new RunningServer(
                    units,
                    notices,
                    sessions,
                    memory,
                    transport,
                    new SockJsSessions(transport),
                    threads,
                    jsonb,
                    callbacks,
                    builtIns,
                    schema,
                    describe(publications, methods, published));
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

    private UnitServer unit(
            FoundUnit found,
            Threads threads,
            Binder binder,
            Jsonb jsonb,
            CustomTypes customs,
            Strategies strategies,
            Problems problems)
            throws SQLException, NamingException {
        Unit unit = new Unit(found.declaration(), found.factory(), userTransaction(threads));
        DocumentShapes shapes = new DocumentShapes(unit, jsonb, customs, instances::of);
        // What documents are known by comes first, since collections refer to each other.
        forEachAnnotated(unit, problems, shapes::identify);
        forEachMapping(unit, problems, (mapping, declaration) -> shapes.identify(mapping));
        forEachAnnotated(
                unit,
                problems,
                (entity, annotation) -> strategies.add(
                        shapes.add(entity, annotation),
                        annotation.strategy(),
                        entity.getJavaType().getName()));
        forEachMapping(
                unit,
                problems,
                (mapping, declaration) -> strategies.add(
                        shapes.add(mapping, declaration.annotation().value()),
                        declaration.annotation().strategy(),
                        declaration.place()));
        return new UnitServer(unit, found.database(), config, threads, binder, shapes);
    }

    private static void forEachAnnotated(
            Unit unit, Problems problems, BiConsumer<EntityType<?>, DdpCollection> action) {
        for (EntityType<?> entity : unit.entities().all()) {
            DdpCollection annotation = entity.getJavaType().getAnnotation(DdpCollection.class);
            if (annotation != null) {
                problems.collect(entity.getJavaType().getName(), () -> action.accept(entity, annotation));
            }
        }
    }

    private void forEachMapping(
            Unit unit, Problems problems, BiConsumer<DocumentMapping<?>, CollectionDeclaration> action) {
        for (CollectionDeclaration declaration : declarations.mappings()) {
            problems.collect(declaration.place(), () -> {
                DocumentMapping<?> mapping = (DocumentMapping<?>) instances.create(declaration.bean());
                if (unit.entities().of(mapping.entity()) != null) {
                    action.accept(mapping, declaration);
                }
            });
        }
    }

    private List<MethodDefinition> mutations(List<DocumentShapes> shapes, Binder binder, Problems problems) {
        Mutations mutations = new Mutations(shapes, binder, instances::of, problems);
        for (CollectionDeclaration declaration : declarations.rules()) {
            problems.collect(
                    declaration.place(),
                    () -> mutations.open(
                            (CollectionRules<?>) instances.create(declaration.bean()),
                            declaration.annotation().value(),
                            declaration.place()));
        }
        return mutations.methods();
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

    private void checkMappings(List<UnitServer> units, Problems problems) {
        for (CollectionDeclaration declaration : declarations.mappings()) {
            DocumentMapping<?> mapping = (DocumentMapping<?>) instances.create(declaration.bean());
            if (units.stream().noneMatch(unit -> unit.unit().entities().of(mapping.entity()) != null)) {
                problems.add(declaration.place() + ": " + mapping.entity().getName()
                        + " is no entity of a persistence unit" + " over PostgreSQL that this application injects.");
            }
        }
    }

    private void checkDocumentIds(List<UnitServer> units, Problems problems) {
        DocumentIdTypes types = new DocumentIdTypes(type -> units.stream()
                .map(unit -> unit.unit().entities())
                .filter(entities -> entities.of(type) != null)
                .<Class<?>>map(entities -> entities.keyOf(entities.of(type)).type())
                .findFirst()
                .orElse(null));
        declarations.methods().forEach(one -> types.check(one.place(), one.parameters(), one.types(), problems::add));
        declarations
                .publications()
                .forEach(one -> types.check(
                        one.place(),
                        one.parameters(),
                        one.parameters().stream()
                                .map(Parameter::getParameterizedType)
                                .toList(),
                        problems::add));
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
                config.getDuration(ConfigKey.SESSION_HEARTBEAT),
                new Resumption(
                        config.getDuration(ConfigKey.SESSION_RESUME_GRACE),
                        config.getCount(ConfigKey.SESSION_RESUME_QUEUE),
                        config.getCount(ConfigKey.SESSION_RESUME_REPLAY),
                        REPLAY_CHARACTERS));
    }

    private static String describe(Publications publications, Methods methods, List<UnitServer> units) {
        String version = ServerBuilder.class.getPackage().getImplementationVersion();
        String texts = units.stream()
                .flatMap(unit -> unit.shapes().numbersAsTexts().stream())
                .collect(Collectors.joining(", "));
        return "ddp4ee " + (version == null ? "" : version + " ") + "serves "
                + publications.all().size() + " publications and "
                + methods.all().size() + " methods"
                + (texts.isEmpty()
                        ? ""
                        : ". Clients get texts for these numbers, as JavaScript's may not hold them: " + texts
                                + " (a precision of at most 15 digits, or @Digits, @Min and @Max say that they do)");
    }
}

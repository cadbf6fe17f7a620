package io.ddp4ee.extension;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.naming.NamingException;
import javax.sql.DataSource;

import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.binding.Binder;
import io.ddp4ee.bus.Channels;
import io.ddp4ee.capture.CallbackTarget;
import io.ddp4ee.capture.Capture;
import io.ddp4ee.capture.Cascades;
import io.ddp4ee.capture.ContainerTransactions;
import io.ddp4ee.capture.EntityEvents;
import io.ddp4ee.capture.LocalTransactionCapture;
import io.ddp4ee.capture.ProviderHooks;
import io.ddp4ee.capture.Providers;
import io.ddp4ee.document.DocumentShape;
import io.ddp4ee.document.DocumentShapes;
import io.ddp4ee.method.WriteFences;
import io.ddp4ee.persistence.PersistenceXml.Declaration;
import io.ddp4ee.persistence.Unit;
import io.ddp4ee.query.LiveQueries;
import io.ddp4ee.query.QueryLimits;
import io.ddp4ee.query.Timer;
import io.ddp4ee.query.jpa.EntityQueries;
import io.ddp4ee.query.jpa.UnitDatabase;
import io.ddp4ee.spi.BusCluster;
import io.ddp4ee.spi.BusConnection;
import io.ddp4ee.spi.ChangeBus;

/** One persistence unit, served: its collections, its live queries, its bus, and what captures its changes. */
final class UnitServer {

    private final Unit unit;
    private final DocumentShapes shapes;
    private final EntityQueries compiler;
    private final LiveQueries queries;
    private final Channels channels;
    private final String cluster;
    private final Timer timer;
    private BusConnection bus;
    private ContainerTransactions events;

    UnitServer(Unit unit, DataSource dataSource, Config config, Threads threads, Binder binder, DocumentShapes shapes)
            throws SQLException {
        this.unit = unit;
        this.shapes = shapes;
        this.compiler = new EntityQueries(unit, shapes, binder);
        UnitDatabase database = new UnitDatabase(
                unit, config.getInt(ConfigKey.QUERY_MAX_DOCUMENTS), config.getLong(ConfigKey.QUERY_MAX_BYTES));
        QueryLimits limits = new QueryLimits(
                config.getInt(ConfigKey.QUERY_CONCURRENT_SNAPSHOTS),
                config.getDuration(ConfigKey.QUERY_RERUN_INTERVAL),
                config.getDuration(ConfigKey.QUERY_LINGER));
        this.queries = new LiveQueries(database, threads.pool(), threads.readers(), threads.timer(), limits);
        this.timer = threads.timer();
        this.cluster = cluster(unit.declaration(), dataSource, config);
        this.channels = new Channels(cluster, collectionsByEntity());
    }

    private static String cluster(Declaration declaration, DataSource dataSource, Config config) throws SQLException {
        String configured = config.get(ConfigKey.CLUSTER);
        if (!configured.isEmpty()) {
            return configured;
        }
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_schema()")) {
            row.next();
            String schema = row.getString(1);
            return schema == null || schema.equals("public") ? declaration.name() : declaration.name() + "_" + schema;
        }
    }

    private Map<String, List<String>> collectionsByEntity() {
        Map<String, List<String>> collections = new LinkedHashMap<>();
        for (EntityType<?> entity : unit.entities().all()) {
            String root = unit.entities().rootName(entity);
            List<String> names = shapes.all().stream()
                    .filter(shape -> unit.entities().rootName(shape.entity()).equals(root))
                    .map(DocumentShape::collection)
                    .toList();
            collections.put(root, names);
        }
        return collections;
    }

    Unit unit() {
        return unit;
    }

    DocumentShapes shapes() {
        return shapes;
    }

    EntityQueries compiler() {
        return compiler;
    }

    LiveQueries queries() {
        return queries;
    }

    String cluster() {
        return cluster;
    }

    /** What tells of changes by hand; null for a unit with transactions of its own. */
    ContainerTransactions events() {
        return events;
    }

    /** Listens, and begins to capture. */
    void start(
            ChangeBus changeBus,
            DataSource listenSource,
            Config config,
            String server,
            WriteFences fences,
            CallbackTarget callbacks)
            throws NamingException {
        ProviderHooks hooks = hooks(config);
        Evictions evictions = new Evictions(unit, hooks, queries::execute, timer);
        UnitReceiver receiver = new UnitReceiver(unit, queries, evictions, config.getLong(ConfigKey.QUERY_INBOX_BYTES));
        bus = changeBus.open(
                new BusCluster(
                        cluster,
                        channels.all(),
                        secret(config),
                        listenSource,
                        config.getOrNull(ConfigKey.LISTEN_URL),
                        config.getOrNull(ConfigKey.LISTEN_USER),
                        config.getOrNull(ConfigKey.LISTEN_PASSWORD),
                        config.getDuration(ConfigKey.LISTEN_SILENCE)),
                receiver);
        Capture capture = new Capture(
                unit,
                shapes,
                channels,
                bus,
                server,
                config.getInt(ConfigKey.CAPTURE_MAX_ROWS),
                hooks == null ? Cascades.NONE : Cascades.read(unit, hooks.tables(unit)),
                fences.listener(queries));
        attach(capture, hooks, callbacks);
    }

    private void attach(Capture capture, ProviderHooks hooks, CallbackTarget callbacks) throws NamingException {
        EntityEvents target;
        if (unit.declaration().isResourceLocal()) {
            target = new LocalTransactionCapture(capture);
        } else {
            events = new ContainerTransactions(capture, unit.factory(), Jndi.synchronizationRegistry());
            target = events;
        }
        if (hooks != null) {
            hooks.attach(unit, target);
        } else {
            callbacks.add(unit, target);
        }
    }

    private ProviderHooks hooks(Config config) {
        return config.get(ConfigKey.CAPTURE).equals("callbacks")
                ? null
                : Providers.of(unit).orElse(null);
    }

    /** Looks for what would keep changes from being noticed. */
    void check(Config config, Problems problems) {
        if (hooks(config) != null) {
            return;
        }
        if (unit.declaration().isResourceLocal()) {
            problems.add(
                    unit + " has transactions of its own, and its provider does not let changes be published within"
                            + " them: let it be of transaction-type JTA.");
        }
        if (!unit.declaration().mappingFiles().contains("META-INF/ddp-orm.xml")) {
            problems.add("The changes of " + unit + " would not be noticed, since its provider is not known: add"
                    + " <mapping-file>META-INF/ddp-orm.xml</mapping-file> to it in persistence.xml.");
        }
        for (DocumentShape shape : shapes.all()) {
            if (shape.entity().getJavaType().isAnnotationPresent(jakarta.persistence.ExcludeDefaultListeners.class)) {
                problems.add(
                        shape.entity().getJavaType().getName() + " has @ExcludeDefaultListeners, so its changes would"
                                + " not be noticed: remove it, or add @EntityListeners(EntityCallbacks.class).");
            }
        }
    }

    /** Without a secret of its own the cluster can still tell its messages from another's, if not from a forger's. */
    private String secret(Config config) {
        String secret = config.get(ConfigKey.CLUSTER_SECRET);
        return secret.isEmpty() ? "ddp4ee cluster " + cluster : secret;
    }

    void stop(CallbackTarget callbacks) {
        callbacks.remove(unit);
        if (bus != null) {
            bus.close();
        }
    }
}

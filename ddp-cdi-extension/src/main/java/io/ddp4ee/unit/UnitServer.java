package io.ddp4ee.unit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.naming.NamingException;
import javax.sql.DataSource;

import jakarta.annotation.Nullable;
import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.binding.Binder;
import io.ddp4ee.bus.Channels;
import io.ddp4ee.bus.Notice;
import io.ddp4ee.bus.Notices;
import io.ddp4ee.capture.CallbackTarget;
import io.ddp4ee.capture.Capture;
import io.ddp4ee.capture.Cascades;
import io.ddp4ee.capture.ContainerTransactions;
import io.ddp4ee.capture.EntityEvents;
import io.ddp4ee.capture.LocalTransactionCapture;
import io.ddp4ee.capture.ProviderHooks;
import io.ddp4ee.capture.Providers;
import io.ddp4ee.capture.PublishListener;
import io.ddp4ee.config.Config;
import io.ddp4ee.config.ConfigKey;
import io.ddp4ee.container.Jndi;
import io.ddp4ee.container.Threads;
import io.ddp4ee.document.DocumentShape;
import io.ddp4ee.document.DocumentShapes;
import io.ddp4ee.method.WriteFences;
import io.ddp4ee.persistence.Alterations;
import io.ddp4ee.persistence.Unit;
import io.ddp4ee.problem.Problems;
import io.ddp4ee.query.LiveQueries;
import io.ddp4ee.query.QueryLimits;
import io.ddp4ee.query.jpa.EntityQueries;
import io.ddp4ee.query.jpa.UnitDatabase;
import io.ddp4ee.spi.BusCluster;
import io.ddp4ee.spi.BusConnection;
import io.ddp4ee.spi.ChangeBus;
import io.ddp4ee.wanted.WantedPlaces;

/** One persistence unit, served: its collections, its live queries, its bus, and what captures its changes. */
public final class UnitServer {

    private final Unit unit;
    private final DocumentShapes shapes;
    private final EntityQueries compiler;
    private final LiveQueries queries;
    private final DatabaseFacts database;
    private final Threads threads;
    private final Batches batches = new Batches();
    private final WantedPlaces wanted = new WantedPlaces();
    private String cluster;
    private BusConnection bus;
    private ContainerTransactions events;
    private Capture capture;

    public UnitServer(
            Unit unit, DatabaseFacts database, Config config, Threads threads, Binder binder, DocumentShapes shapes) {
        this.unit = unit;
        this.shapes = shapes;
        Alterations alterations =
                Providers.of(unit).map(hooks -> hooks.alterations(unit)).orElse(Alterations.UNKNOWN);
        this.compiler = new EntityQueries(unit, shapes, binder, wanted, alterations);
        int mostDocuments = config.getInt(ConfigKey.QUERY_MAX_DOCUMENTS);
        UnitDatabase reads = new UnitDatabase(shapes.ids(), mostDocuments, config.getLong(ConfigKey.QUERY_MAX_BYTES));
        QueryLimits limits = new QueryLimits(
                config.getInt(ConfigKey.QUERY_CONCURRENT_SNAPSHOTS),
                config.getDuration(ConfigKey.QUERY_RERUN_INTERVAL),
                config.getDuration(ConfigKey.QUERY_LINGER),
                mostDocuments);
        this.queries = new LiveQueries(reads, threads.pool(), threads.readers(), threads.timer(), limits);
        this.database = database;
        this.threads = threads;
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

    public Unit unit() {
        return unit;
    }

    public DocumentShapes shapes() {
        return shapes;
    }

    public EntityQueries compiler() {
        return compiler;
    }

    public LiveQueries queries() {
        return queries;
    }

    public Batches batches() {
        return batches;
    }

    /** What its servers know each other by; null before the start, and of a unit that is not listened for. */
    @Nullable
    public String cluster() {
        return cluster;
    }

    /** Without a collection nothing of it can be sent, so nobody has to know of its changes. */
    public boolean hasCollections() {
        return !shapes.all().isEmpty();
    }

    /** What tells of changes by hand; null for a unit with transactions of its own. */
    public ContainerTransactions events() {
        return events;
    }

    /**
     * Tells all servers, when the container's transaction commits that the thread is in, else at once.
     *
     * @throws Exception if the database did not take it
     */
    public void tell(Notice notice) throws Exception {
        if (events != null && events.isInTransaction()) {
            events.tell(notice);
        } else {
            capture.publish(notice, unit.transactions());
        }
    }

    /** Whether the current transaction has something to tell of this unit. */
    public boolean hasNotes() {
        return events != null && events.hasNotes();
    }

    /** The collection of an entity's new documents; null if there is none, or it is not clear. */
    @Nullable
    public String collectionOf(Class<?> entity) {
        return shapes.home(unit.entities().of(entity));
    }

    /**
     * From now on entities are given the ids that they are persisted without.
     *
     * @param source draws an id for a collection; for none it is given null
     */
    public void fillIds(Function<String, String> source, CallbackTarget callbacks) {
        shapes.ids().drawFrom(entity -> source.apply(shapes.home(entity)));
        NewIds ids = new NewIds(shapes, source);
        if (!ids.isEmpty()) {
            Providers.of(unit).ifPresentOrElse(hooks -> hooks.beforePersist(unit, ids), () -> callbacks.add(unit, ids));
        }
    }

    /** Listens, and begins to capture. */
    public void start(
            String clusterName,
            ChangeBus changeBus,
            DataSource listenSource,
            Config config,
            String server,
            WriteFences fences,
            Notices notices,
            CallbackTarget callbacks)
            throws NamingException {
        cluster = clusterName;
        Channels channels = new Channels(cluster, collectionsByEntity());
        ProviderHooks hooks = hooks(config);
        Evictions evictions = new Evictions(unit, hooks, queries::execute, threads.timer());
        UnitReceiver receiver = new UnitReceiver(
                unit, queries, evictions, server, notices, batches, config.getLong(ConfigKey.QUERY_INBOX_BYTES));
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
        capture = new Capture(
                unit,
                shapes,
                channels,
                bus,
                server,
                config.getInt(ConfigKey.CAPTURE_MAX_ROWS),
                hooks == null ? Cascades.NONE : Cascades.read(unit, hooks.tables(unit)),
                wanted,
                new NoticeListener(listener(fences), queries, notices));
        attach(hooks, callbacks);
        new Wishes(unit, wanted, capture, threads).join(notices);
        new Announcement(unit, capture, threads).begin();
    }

    /** Where PostgreSQL prepares no transactions at all, two-phase commits have never worked, and there is nothing to say. */
    private PublishListener listener(WriteFences fences) {
        PublishListener listener = fences.listener(queries);
        return database.preparesTransactions() ? new RefusedCommits(unit, listener) : listener;
    }

    private void attach(ProviderHooks hooks, CallbackTarget callbacks) throws NamingException {
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

    public DatabaseFacts database() {
        return database;
    }

    /** Looks for what would keep changes from being noticed. */
    public void check(Config config, Problems problems) {
        new NewIds(shapes, collection -> null).check(problems);
        if (!hasCollections()) {
            return;
        }
        if (!database.hasTransactionIds()) {
            problems.add("The database of " + unit + " is " + database.product()
                    + ", which has no pg_current_xact_id(): use PostgreSQL 13 or newer.");
        }
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

    public void stop(CallbackTarget callbacks) {
        callbacks.remove(unit);
        if (bus != null) {
            bus.close();
        }
    }

    /** When no thread is left. */
    public void forgetQueries() {
        queries.clear();
    }
}

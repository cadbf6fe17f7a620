package io.ddp4ee.query;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

import jakarta.annotation.Nullable;

import io.ddp4ee.bus.ChangeBatch;
import io.ddp4ee.bus.Snapshot;

/** The live queries of one persistence unit on this server. Every method may be called from any thread, and none waits. */
public final class LiveQueries {

    private static final Logger LOG = System.getLogger(LiveQueries.class.getName());

    private final Dispatcher dispatcher;
    private final Loader loader;
    private final TransactionWatch watch;
    private final Timer timer;
    private final Duration linger;
    private final int mostDocuments;
    private final Horizon horizon = new Horizon();
    private final QueryIndex index = new QueryIndex();
    private final MatchedQueries matched = new MatchedQueries(new Taken());
    private final OwnWrites writes;

    /** Those that somebody waits for. */
    private final Set<SharedQuery> awaited = new LinkedHashSet<>();

    /** What has been read and has not caught up yet with what was delivered meanwhile. */
    private SharedQuery installing;

    private boolean listening;

    /**
     * @param pool for tasks that do not wait
     * @param readers for snapshots, which do
     */
    public LiveQueries(Database database, Executor pool, Executor readers, Timer timer, QueryLimits limits) {
        this.dispatcher = new Dispatcher(pool);
        this.timer = timer;
        this.linger = limits.linger();
        this.mostDocuments = limits.mostDocuments();
        this.watch = new TransactionWatch(database, readers, timer);
        this.loader = new Loader(database, dispatcher, readers, timer, limits, new Loaded());
        this.writes = new OwnWrites(dispatcher, timer, horizon, index, this::loadIfNeeded, this::isTouched);
    }

    /** Runs a task in the order of all that happens to these queries. */
    public void execute(Runnable task) {
        dispatcher.execute(task);
    }

    /** A view of a query, which {@link #join} brings to life. The subscriber knows it before anything is told of it. */
    public LiveView view(DocumentQuery query, QuerySubscriber subscriber) {
        return new LiveView(this, query, subscriber);
    }

    /**
     * Subscribes.
     *
     * @param floor what the subscriber has seen already, so that it is shown nothing older; gives null for nothing. Asked
     *     on the dispatcher
     */
    public void join(List<LiveView> views, Supplier<Version> floor) {
        dispatcher.execute(() -> views.forEach(view -> join(view, floor.get())));
    }

    private void join(LiveView view, @Nullable Version floor) {
        if (view.isClosed()) {
            return;
        }
        SharedQuery shared = index.get(view.wanted());
        if (shared == null) {
            shared = new SharedQuery(view.wanted(), horizon, mostDocuments);
            index.add(shared);
            matched.add(shared);
        } else if (!listening) {
            // Nothing that happens now will be delivered, so what is in memory has no known age.
            shared.load().requireAnother();
        }
        SharedQuery query = shared;
        view.setQuery(query);
        query.views().add(view);
        writes.whenNewEnough(query, floor, () -> Telling.joined(view), LiveQueries::doNothing);
    }

    /**
     * For one who sees what a view sees, and asks for it later: goes on when the query has what it would join now, before or
     * after the view itself is told. Never if it is refused.
     */
    public void awaitJoined(LiveView view, Supplier<Version> floor, Runnable action) {
        dispatcher.execute(() -> {
            SharedQuery query = view.query();
            if (query == null) {
                // It joins after this, and what it joins is new enough.
                action.run();
            } else if (index.contains(query)) {
                if (!listening) {
                    query.load().requireAnother();
                }
                writes.whenNewEnough(query, floor.get(), action, LiveQueries::doNothing);
            }
        });
    }

    /** For those who can be told nothing any more. */
    private static void doNothing() {
        // As it says.
    }

    /** Whoever waits for a newer state than there is makes it be read at once, unless it is going to be delivered. */
    private void loadIfNeeded(SharedQuery query) {
        if (query == installing) {
            // It is asked again when it has caught up, which may be all that is needed.
            return;
        }
        boolean watched = !query.views().isEmpty();
        boolean urgent = listening ? query.isReadAwaited() : query.isAwaited();
        if (query.isAwaited()) {
            awaited.add(query);
        }
        if (urgent || (!query.isCurrent() && watched)) {
            matched.unsettle(query);
            loader.request(query, urgent);
        } else if (!query.isCurrent()) {
            // It lingers for nobody, and what it has is no longer worth having.
            remove(query);
        }
    }

    private void remove(SharedQuery query) {
        index.remove(query);
        matched.remove(query);
        awaited.remove(query);
    }

    void close(LiveView view) {
        dispatcher.execute(() -> {
            view.setClosed();
            SharedQuery query = view.query();
            if (query != null && query.views().remove(view) && query.views().isEmpty()) {
                timer.after(linger, () -> dispatcher.execute(() -> forget(query)));
            }
        });
    }

    /** Nothing lingers any longer: the persistence unit, and with it this, may be kept by others. When no thread is left. */
    public void clear() {
        index.clear();
        matched.clear();
        awaited.clear();
    }

    private void forget(SharedQuery query) {
        if (query.views().isEmpty()) {
            remove(query);
            query.dismissWaiters();
        }
    }

    private final class Loaded implements Loader.Sink {

        @Override
        public void loaded(SharedQuery query, int number, QueryResult result) {
            if (!isWanted(query)) {
                // It was forgotten meanwhile, and would be kept up to date for nobody, without end.
                return;
            }
            if (result instanceof QueryResult.Refused refused) {
                refuse(query, refused.cause());
                return;
            }
            if (query.load().counts(number)) {
                QueryResult.Found found = (QueryResult.Found) result;
                Snapshot now = horizon.now(found.snapshot());
                if (query.load().isContradictedBy(now)) {
                    beginEpoch();
                    return;
                }
                horizon.see(now);
                matched.hasRead(now);
                install(query, found, now, number);
            }
            loadIfNeeded(query);
        }

        @Override
        public void queued(SharedQuery query) {
            // Also one that had to have patience, and has been read for somebody in a hurry meanwhile.
            matched.unsettle(query);
        }

        @Override
        public boolean isWanted(SharedQuery query) {
            return index.contains(query);
        }
    }

    private void install(SharedQuery query, QueryResult.Found found, Snapshot snapshot, int number) {
        installing = query;
        try {
            KeptChange change = query.install(matched.shared(query, found), snapshot, number);
            matched.note(query, change);
            Telling.changed(query, change.delta());
            matched.catchUp(query);
            if (query.isCurrent()) {
                matched.settle(query);
            }
            query.wakeWaiters();
        } finally {
            installing = null;
        }
    }

    private final class Taken implements MatchedQueries.Sink {

        @Override
        public void changed(SharedQuery query, Delta delta) {
            Telling.changed(query, delta);
        }

        @Override
        public void isStale(SharedQuery query) {
            loadIfNeeded(query);
        }
    }

    private void refuse(SharedQuery query, Exception cause) {
        remove(query);
        query.views().forEach(view -> view.refuse(cause));
        query.dismissWaiters();
    }

    /** Transactions are delivered from now on; what was committed before is to be read. */
    public void established() {
        dispatcher.execute(() -> {
            listening = true;
            loader.release();
            doubtAll();
        });
    }

    /** Transactions may be missing from now on. */
    public void lost(String reason) {
        dispatcher.execute(() -> {
            listening = false;
            LOG.log(Level.DEBUG, () -> "Live queries follow this server's own transactions only: " + reason);
            List.copyOf(awaited).forEach(this::loadIfNeeded);
        });
    }

    /** The primary is another, which has lost transactions: nothing that was known of the old one compares with it. */
    private void beginEpoch() {
        LOG.log(Level.WARNING, "The database has gone back in time; all live queries run again");
        horizon.beginEpoch();
        writes.forget();
        matched.doubt();
        index.all().forEach(SharedQuery::beginEpoch);
        List.copyOf(index.all()).forEach(this::loadIfNeeded);
    }

    /** Something may have been missed, though what comes now is delivered. On the dispatcher, in the order of deliveries. */
    public void doubt() {
        doubtAll();
    }

    private void doubtAll() {
        matched.doubt();
        writes.forget();
        for (SharedQuery query : List.copyOf(index.all())) {
            query.doubt();
            loadIfNeeded(query);
        }
    }

    /** A transaction was delivered, in the order of commits. */
    public void received(ChangeBatch batch) {
        if (horizon.isContradictedBy(batch.transaction())) {
            beginEpoch();
        }
        horizon.deliver(batch.transaction(), batch.snapshot());
        index.rerunBy(batch.entities()).forEach(query -> isTouched(query, batch.transaction()));
        matched.received(batch, horizon.now(batch.snapshot()));
        writes.delivered(batch.transaction());
        for (SharedQuery query : List.copyOf(awaited)) {
            query.wakeWaiters();
            if (!query.isAwaited()) {
                awaited.remove(query);
            }
        }
    }

    /**
     * A transaction of this server has committed. Said before the bus delivers it, or after, or when the bus cannot: so its
     * writer need not wait for more than the queries themselves.
     */
    public void committed(long transaction, Set<String> entities) {
        dispatcher.execute(() -> {
            horizon.deliverEarly(transaction);
            if (listening) {
                writes.committed(transaction, entities);
                index.rerunBy(entities).forEach(query -> isTouched(query, transaction));
            } else {
                // Perhaps of another primary: then what was read from the one before seems to include it.
                index.reading(entities).forEach(query -> query.load().requireAnother());
                index.reading(entities).forEach(query -> isTouched(query, transaction));
            }
        });
    }

    private void isTouched(SharedQuery query, Long transaction) {
        query.addPending(transaction, null);
        loadIfNeeded(query);
    }

    /**
     * Waits for a transaction of this server, of which {@link #committed} was told.
     *
     * @param views whose queries must include it, if they read what it wrote; asked for on the dispatcher, so that none is
     *     missed: one that joins later joins a state that includes it
     * @param applied run on the dispatcher, after the subscribers of these views were told, be it that a query cannot be
     *     answered; always run
     */
    public void awaitApplied(
            Supplier<Collection<LiveView>> views, long transaction, Set<String> entities, Runnable applied) {
        dispatcher.execute(() -> writes.awaitApplied(views.get(), transaction, entities, applied));
    }

    /** The same for all transactions of this server of which {@link #committed} has been told by now. */
    public void awaitCommitted(Supplier<Collection<LiveView>> views, Runnable applied) {
        dispatcher.execute(() -> writes.awaitCommitted(views.get(), applied));
    }

    /**
     * Finds out what became of a transaction whose writer was not told.
     *
     * @param ended told on a thread that may wait, once it is known whether the transaction committed
     */
    public void whenEnded(long transaction, Consumer<Boolean> ended) {
        watch.whenEnded(transaction, ended);
    }

    /**
     * Goes on when a view's query is known to be right up to a snapshot, and before anybody else who waits for that; never
     * if it is refused before. On the dispatcher.
     */
    public void awaitVersion(LiveView view, Version version, Runnable action) {
        view.query().awaitFirst(now -> view.query().isAtLeast(version), action, LiveQueries::doNothing);
        loadIfNeeded(view.query());
    }

    /**
     * Whether a query may come to something older than a version: by what is being read, or by what is yet to be delivered.
     * On the dispatcher.
     */
    public boolean mayBeOlder(Version version) {
        return !loader.reads().isEmpty() || !horizon.covers(version.snapshot());
    }

    /** Goes on when everybody knows what is being read now, and all that a version includes. On the dispatcher. */
    public void afterOlder(Version version, Runnable action) {
        horizon.whenCovers(version.snapshot(), () -> loader.reads().afterAll(action));
    }

    /** So many of those that are live, those that linger included, told on the dispatcher. For whoever watches the server. */
    public void look(int most, Consumer<List<QueryLook>> consumer) {
        dispatcher.execute(() -> consumer.accept(
                index.all().stream().limit(most).map(SharedQuery::look).toList()));
    }

    /** How many stay live in which way, and why those do that are run again. For whoever watches the server. */
    public void ways(Consumer<Map<String, Integer>> consumer) {
        dispatcher.execute(() -> {
            Map<String, Integer> ways = new TreeMap<>();
            index.all().forEach(query -> ways.merge(query.look().kind(), 1, Integer::sum));
            consumer.accept(ways);
        });
    }

    /** How many queries are live, those that linger included. For whoever watches the server. */
    public void count(IntConsumer consumer) {
        dispatcher.execute(() -> consumer.accept(index.all().size()));
    }
}

package io.ddp4ee.query;

import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import jakarta.annotation.Nullable;

import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.document.Document;

/** A query that is live on this server, with all who subscribe to it. Used on the dispatcher only. */
final class SharedQuery {

    /**
     * Something that goes on when the installed state is new enough.
     *
     * @param dismissed run instead if there will be no other state
     * @param since the number of the last load that had begun when it began to wait
     */
    private record Waiter(Predicate<Snapshot> satisfied, Runnable action, Runnable dismissed, int since) {}

    private final DocumentQuery query;
    private final Horizon horizon;
    private final LoadState load = new LoadState();
    private final List<LiveView> views = new ArrayList<>();
    private final List<Waiter> waiters = new ArrayList<>();

    /**
     * Transactions that were delivered and that the installed state does not include, each with its place in the order of
     * deliveries: the first is the oldest.
     */
    private final Map<Long, Long> pending = new LinkedHashMap<>();

    private long delivered;

    private Map<String, Document> documents = Map.of();
    private Reference<Delta> all = new SoftReference<>(null);
    private Snapshot installed;

    SharedQuery(DocumentQuery query, Horizon horizon) {
        this.query = query;
        this.horizon = horizon;
    }

    DocumentQuery query() {
        return query;
    }

    QueryLook look() {
        return new QueryLook(query, views.size(), documents.size(), isCurrent());
    }

    LoadState load() {
        return load;
    }

    String collection() {
        return query.collection();
    }

    @Nullable
    Document document(String id) {
        return documents.get(id);
    }

    /**
     * All documents, as added: one object for all who join while the result is the same, so that each text is made once.
     * Held softly, because it is worth its memory only while many come.
     */
    Delta all() {
        Delta known = all.get();
        if (known == null) {
            known = Delta.between(collection(), Map.of(), new LinkedHashMap<>(documents));
            all = new SoftReference<>(known);
        }
        return known;
    }

    /** Whether the installed state includes all that was delivered, and nothing can have been missed since. */
    boolean isCurrent() {
        return pending.isEmpty() && load.isInstalledValid();
    }

    /**
     * Up to when the state is right; null before the first. Since nothing that was delivered later touched it, this may
     * be later than when it was read.
     */
    @Nullable
    Snapshot version() {
        Snapshot known = horizon.snapshot();
        return isCurrent() && known != null && known.isAtLeast(installed) ? known : installed;
    }

    void addPending(long transaction) {
        boolean included = installed != null && installed.epoch() == horizon.epoch() && installed.sees(transaction);
        if (!included) {
            pending.computeIfAbsent(transaction, first -> ++delivered);
        }
    }

    /** What was delivered in the epoch before may never have happened in this one; and all is read again. */
    void beginEpoch() {
        pending.clear();
        load.requireAnother();
    }

    /** Whether the installed state includes what had been delivered by a place in the order of deliveries. */
    private boolean includes(long place) {
        return pending.isEmpty() || pending.values().iterator().next() > place;
    }

    /** @return the number of the load that begins */
    int beginLoad() {
        return load.begin(delivered, horizon.newest(), horizon.newestTransaction());
    }

    List<LiveView> views() {
        return views;
    }

    /** For somebody who may not see a state older than a snapshot, or than what has been delivered by now. */
    Predicate<Snapshot> newEnough(@Nullable Snapshot floor) {
        long known = delivered;
        int required = load.required();
        return version ->
                (floor == null || version.isAtLeast(floor)) && includes(known) && load.installed() >= required;
    }

    /** For somebody who waits for a transaction of this epoch; in a later one it has happened before, or never. */
    Predicate<Snapshot> applied(long transaction) {
        int epoch = horizon.epoch();
        return version -> load.isInstalledValid() && (version.epoch() > epoch || version.sees(transaction));
    }

    /**
     * Goes on at once if it may.
     *
     * @param dismissed run instead if the query is given up
     */
    void await(Predicate<Snapshot> satisfied, Runnable action, Runnable dismissed) {
        await(waiters.size(), satisfied, action, dismissed);
    }

    /** The same, but before all who wait: for what belongs to the state itself, and not to those who wait for it. */
    void awaitFirst(Predicate<Snapshot> satisfied, Runnable action, Runnable dismissed) {
        await(0, satisfied, action, dismissed);
    }

    private void await(int place, Predicate<Snapshot> satisfied, Runnable action, Runnable dismissed) {
        if (installed != null && satisfied.test(version())) {
            action.run();
        } else {
            waiters.add(place, new Waiter(satisfied, action, dismissed, load.begun()));
        }
    }

    boolean isAwaited() {
        return !waiters.isEmpty();
    }

    /** Takes in what a load has read. */
    Delta install(Map<String, Document> result, Snapshot snapshot, int number) {
        Delta delta = Delta.between(collection(), documents, result);
        documents = result;
        if (!delta.isEmpty()) {
            all.clear();
        }
        installed = snapshot;
        pending.keySet().removeIf(snapshot::sees);
        load.install(number);
        load.judge(includes(load.expected()) && !hasWaitedInVain(number));
        return delta;
    }

    /** Whether somebody waits still for whom a load was begun. */
    private boolean hasWaitedInVain(int number) {
        return waiters.stream()
                .anyMatch(
                        waiter -> waiter.since() < number && !waiter.satisfied().test(version()));
    }

    /** Lets those go on whom the state satisfies. They may begin to wait again. */
    void wakeWaiters() {
        List<Waiter> satisfied = new ArrayList<>();
        for (Iterator<Waiter> all = waiters.iterator(); all.hasNext(); ) {
            Waiter waiter = all.next();
            if (waiter.satisfied().test(version())) {
                all.remove();
                satisfied.add(waiter);
            }
        }
        satisfied.forEach(waiter -> waiter.action().run());
    }

    /** Nobody waits any longer, because there will be no other state. */
    void dismissWaiters() {
        List<Waiter> all = List.copyOf(waiters);
        waiters.clear();
        all.forEach(waiter -> waiter.dismissed().run());
    }
}

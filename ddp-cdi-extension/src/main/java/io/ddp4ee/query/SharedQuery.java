package io.ddp4ee.query;

import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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
     * @param forDelivery whether it waits for what is going to be delivered, so that nothing has to be read for it
     */
    private record Waiter(
            Predicate<Version> satisfied, Runnable action, Runnable dismissed, int since, boolean forDelivery) {}

    /**
     * Something that the installed state does not include.
     *
     * @param place in the order of deliveries
     * @param rows what it did; null if that is not known
     */
    private record Pending(long place, @Nullable RowChanges rows) {}

    /** As many of them are kept as can be taken in one by one sooner than all is read again. */
    private static final int MOST_KEPT = 1000;

    private final DocumentQuery query;
    private final Horizon horizon;
    private final LoadState load = new LoadState();
    private final Set<LiveView> views = new LinkedHashSet<>();
    private final List<Waiter> waiters = new ArrayList<>();

    /** Transactions that were delivered and that the installed state does not include: the first is the oldest. */
    private final Map<Long, Pending> pending = new LinkedHashMap<>();

    private final Kept kept;
    private Reference<Delta> all = new SoftReference<>(null);
    private Snapshot installed;

    /** Read by subscribers from any thread. */
    private volatile Told told = Told.NEVER;

    /** @param mostRows that may be kept if it is judged in memory */
    SharedQuery(DocumentQuery query, Horizon horizon, int mostRows) {
        this.query = query;
        this.horizon = horizon;
        this.kept = Kept.of(query, mostRows);
    }

    DocumentQuery query() {
        return query;
    }

    QueryLook look() {
        return new QueryLook(query, views.size(), kept.documents().size(), isCurrent(), kept.isBlind());
    }

    LoadState load() {
        return load;
    }

    String collection() {
        return query.collection();
    }

    @Nullable
    Document document(String id) {
        return kept.documents().get(id);
    }

    /**
     * All documents, as added: one object for all who join while the result is the same, so that each text is made once.
     * Held softly, because it is worth its memory only while many come.
     */
    Delta all() {
        Delta known = all.get();
        if (known == null) {
            known = Delta.between(collection(), Map.of(), new LinkedHashMap<>(kept.documents()));
            all = new SoftReference<>(known);
        }
        return known;
    }

    /** Whether the installed state includes all that was delivered, and nothing can have been missed since. */
    boolean isCurrent() {
        return pending.isEmpty() && load.isInstalledValid();
    }

    /** Whether it is judged in memory. */
    boolean isMatched() {
        return query.matching() != null;
    }

    /** Whether rows of one of the entities decide what it has. */
    boolean reads(Set<String> entities) {
        return query.entities().stream().anyMatch(entities::contains);
    }

    Kept kept() {
        return kept;
    }

    /**
     * Up to when the state is right; null before the first. Since nothing that was delivered later touched it, this may
     * be later than when it was read.
     */
    @Nullable
    Version version() {
        if (installed == null) {
            return null;
        }
        Snapshot known = horizon.snapshot();
        Snapshot snapshot = isCurrent() && known != null && known.isAtLeast(installed) ? known : installed;
        long included =
                pending.isEmpty() ? horizon.deliveries() : firstPending().place() - 1;
        return new Version(snapshot, included);
    }

    private Pending firstPending() {
        return pending.values().iterator().next();
    }

    /** Whether what was read includes a transaction of this epoch. */
    boolean includes(long transaction) {
        return installed != null && installed.epoch() == horizon.epoch() && installed.sees(transaction);
    }

    /**
     * @param rows what it did; null if that is not known
     * @return whether the state does not include it
     */
    boolean addPending(long transaction, @Nullable RowChanges rows) {
        if (includes(transaction)) {
            return false;
        }
        RowChanges kept = pending.size() < MOST_KEPT ? rows : null;
        pending.putIfAbsent(transaction, new Pending(horizon.deliveries(), kept));
        return true;
    }

    /** What is pending may be of a database that is no more, so it is not taken in unless it is read. */
    void doubt() {
        load.requireAnother();
        pending.replaceAll((transaction, known) -> new Pending(known.place(), null));
    }

    /** What was delivered in the epoch before may never have happened in this one; and all is read again. */
    void beginEpoch() {
        pending.clear();
        load.requireAnother();
    }

    /** Whether the installed state includes what had been delivered by a place in the order of deliveries. */
    private boolean includesAllUpTo(long place) {
        return pending.isEmpty() || firstPending().place() > place;
    }

    /** @return the number of the load that begins */
    int beginLoad() {
        return load.begin(horizon.deliveries(), horizon.newest(), horizon.newestTransaction());
    }

    Set<LiveView> views() {
        return views;
    }

    /** They are going to be told of a change. */
    void tellAgain() {
        told = told.again(version());
    }

    Told told() {
        return told;
    }

    /** For somebody who may not see a state older than a snapshot, or than what has been delivered by now. */
    Predicate<Version> newEnough(@Nullable Version floor) {
        long known = horizon.deliveries();
        int required = load.required();
        return version -> (floor == null || isAtLeast(floor)) && includesAllUpTo(known) && load.installed() >= required;
    }

    /** Whether the state includes all that a version does. */
    boolean isAtLeast(Version other) {
        return version().isAtLeast(other) || (isCurrent() && horizon.covers(other.snapshot()));
    }

    /** For somebody who waits for a transaction of this epoch; in a later one it has happened before, or never. */
    Predicate<Version> applied(long transaction) {
        int epoch = horizon.epoch();
        return version -> load.isInstalledValid()
                && (version.snapshot().epoch() > epoch
                        || version.snapshot().sees(transaction)
                        || (pending.isEmpty() && horizon.hasDelivered(transaction)));
    }

    /**
     * Goes on at once if it may.
     *
     * @param dismissed run instead if the query is given up
     */
    void await(Predicate<Version> satisfied, Runnable action, Runnable dismissed) {
        await(waiters.size(), satisfied, action, dismissed, false);
    }

    /** The same, for what the database need not be asked for, since it is going to be delivered. */
    void awaitDelivery(Predicate<Version> satisfied, Runnable action, Runnable dismissed) {
        await(waiters.size(), satisfied, action, dismissed, true);
    }

    /** The same, but before all who wait: for what belongs to the state itself, and not to those who wait for it. */
    void awaitFirst(Predicate<Version> satisfied, Runnable action, Runnable dismissed) {
        await(0, satisfied, action, dismissed, false);
    }

    private void await(
            int place, Predicate<Version> satisfied, Runnable action, Runnable dismissed, boolean forDelivery) {
        if (installed != null && satisfied.test(version())) {
            action.run();
        } else {
            waiters.add(place, new Waiter(satisfied, action, dismissed, load.begun(), forDelivery));
        }
    }

    boolean isAwaited() {
        return !waiters.isEmpty();
    }

    /** Whether somebody waits for what has to be read. */
    boolean isReadAwaited() {
        return !isCurrent() ? isAwaited() : waiters.stream().anyMatch(waiter -> !waiter.forDelivery());
    }

    /** Takes in what a load has read. */
    KeptChange install(QueryResult.Found found, Snapshot snapshot, int number) {
        KeptChange change = taken(kept.install(found));
        installed = snapshot;
        pending.keySet().removeIf(snapshot::sees);
        load.install(number);
        load.judge(includesAllUpTo(load.expected()) && !hasWaitedInVain(number));
        return change;
    }

    private KeptChange taken(KeptChange change) {
        if (!change.delta().isEmpty()) {
            all.clear();
        }
        return change;
    }

    /** Whether somebody waits still for whom a load was begun. */
    private boolean hasWaitedInVain(int number) {
        return waiters.stream()
                .anyMatch(waiter -> waiter.since() < number
                        && !waiter.forDelivery()
                        && !waiter.satisfied().test(version()));
    }

    /** As {@link Kept#apply}. */
    @Nullable
    KeptChange apply(List<ChangedRow> rows) {
        KeptChange change = kept.apply(rows);
        return change == null ? null : taken(change);
    }

    /**
     * Takes in what was delivered while this was read, up to what is not known.
     *
     * @param taken told of each before the next, so that nobody takes what one did for newer than it is
     */
    void applyPending(Consumer<KeptChange> taken) {
        boolean hasReferences = isMatched() && query.matching().hasReferences();
        while (!pending.isEmpty()) {
            RowChanges changes = firstPending().rows();
            KeptChange change = changes == null ? null : apply(hasReferences ? changes.rows() : changes.own());
            if (change == null) {
                return;
            }
            pending.remove(changes.transaction());
            taken.accept(change);
        }
    }

    /** Lets those go on whom the state satisfies. They may begin to wait again. */
    void wakeWaiters() {
        if (installed == null) {
            return;
        }
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

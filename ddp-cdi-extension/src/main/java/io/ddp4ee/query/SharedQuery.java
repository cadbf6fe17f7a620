package io.ddp4ee.query;

import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import jakarta.annotation.Nullable;

import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.document.Document;

/** A query that is live on this server, with all who subscribe to it. Used on the dispatcher only. */
final class SharedQuery {

    /** Something that goes on when the installed state is new enough. */
    private record Waiter(Predicate<Snapshot> satisfied, Runnable action) {}

    private final DocumentQuery query;
    private final Horizon horizon;
    private final LoadState load = new LoadState();
    private final List<LiveView> views = new ArrayList<>();
    private final List<Waiter> waiters = new ArrayList<>();

    /** Transactions that were delivered and that the installed state does not include. */
    private final Set<Long> pending = new HashSet<>();

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
        return installed != null && pending.isEmpty() && load.isInstalledValid();
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
        if (installed == null || !installed.sees(transaction)) {
            pending.add(transaction);
        }
    }

    /** @return the number of the load that begins */
    int beginLoad() {
        return load.begin(pending);
    }

    List<LiveView> views() {
        return views;
    }

    /** For somebody who may not see a state older than a snapshot, or than what has been delivered by now. */
    Predicate<Snapshot> newEnough(@Nullable Snapshot floor) {
        Set<Long> delivered = Set.copyOf(pending);
        int required = load.required();
        return version -> (floor == null || version.isAtLeast(floor))
                && delivered.stream().allMatch(version::sees)
                && load.installed() >= required;
    }

    /** Goes on at once if it may. */
    void await(Predicate<Snapshot> satisfied, Runnable action) {
        await(waiters.size(), satisfied, action);
    }

    /** The same, but before all who wait: for what belongs to the state itself, and not to those who wait for it. */
    void awaitFirst(Predicate<Snapshot> satisfied, Runnable action) {
        await(0, satisfied, action);
    }

    private void await(int place, Predicate<Snapshot> satisfied, Runnable action) {
        if (installed != null && satisfied.test(version())) {
            action.run();
        } else {
            waiters.add(place, new Waiter(satisfied, action));
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
        load.install(number, snapshot);
        pending.removeIf(snapshot::sees);
        return delta;
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

    /** Lets everybody go on, because there will be no other state. */
    void dismissWaiters() {
        List<Waiter> all = List.copyOf(waiters);
        waiters.clear();
        all.forEach(waiter -> waiter.action().run());
    }
}

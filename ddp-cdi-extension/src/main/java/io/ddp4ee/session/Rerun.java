package io.ddp4ee.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import jakarta.annotation.Nullable;

import io.ddp4ee.message.ServerMessage.Nosub;
import io.ddp4ee.message.ServerMessage.Ready;

/**
 * All publications of a session run again, as for another user, and its client is told the difference at once.
 *
 * <p>Meanwhile the client has what it had: the subscriptions that end say nothing any more, and what begins in their place
 * fills a merge box that is not shown. They join their queries as any subscription does, in no older a state than the client
 * has seen; so at the end one box can be compared with the other, whatever has happened in the database. The queries that
 * have ended are left last, so that one which is wanted again is live still and need not be read.
 *
 * <p>No thread waits: publications run on workers, some at a time, and each stage goes on where the last has ended.
 */
final class Rerun {

    private static final Logger LOG = System.getLogger(Rerun.class.getName());

    private final Subscriptions subscriptions;
    private final Session session;
    private final Runnable change;
    private final boolean isAnothers;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    // All under the session's lock.
    private final List<ActiveSubscription> earlier = new ArrayList<>();
    private final Set<String> toldReady = new HashSet<>();
    private final Set<String> ready = new LinkedHashSet<>();
    private final List<Nosub> ended = new ArrayList<>();
    private final List<Runnable> afterwards = new ArrayList<>();

    /**
     * @param change made when the subscriptions have ended and before they begin again; under the session's lock
     * @param isAnothers whether for another user, who is told of all that is ready, as with Meteor
     */
    Rerun(Subscriptions subscriptions, Runnable change, boolean isAnothers) {
        this.subscriptions = subscriptions;
        this.session = subscriptions.session();
        this.change = change;
        this.isAnothers = isAnothers;
    }

    /** Finished when the client has been sent all. */
    CompletableFuture<Void> done() {
        return done;
    }

    void begin() {
        List<CompletableFuture<Void>> ending = new ArrayList<>();
        List<ActiveSubscription> again = new ArrayList<>();
        session.locked(() -> {
            subscriptions.all().stream()
                    .filter(ActiveSubscription::isEnding)
                    .map(ActiveSubscription::told)
                    .forEach(ending::add);
            if (ending.isEmpty() && !session.isClosed()) {
                earlier.addAll(subscriptions.all());
                if (!isAnothers) {
                    earlier.stream()
                            .filter(ActiveSubscription::isReady)
                            .map(ActiveSubscription::id)
                            .forEach(toldReady::add);
                }
                earlier.forEach(ActiveSubscription::deactivate);
                change.run();
                subscriptions.beginRerun(this);
                again.addAll(subscriptions.all());
            }
        });
        SessionThreads threads = session.services().threads();
        if (!ending.isEmpty()) {
            // Its documents are gone before the client is told of its end, which it would not be among the others.
            var unused = allOf(ending.stream()).thenRunAsync(this::begin, threads.finishers());
            return;
        }
        // The universal ones last, as with Meteor: of a field that several give, the client sees the first.
        List<ActiveSubscription> named =
                again.stream().filter(one -> one.id() != null).toList();
        List<ActiveSubscription> universal =
                again.stream().filter(one -> one.id() == null).toList();
        var unused = CompletableFuture.runAsync(
                        () -> earlier.forEach(ActiveSubscription::conclude), threads.finishers())
                .thenCompose(over -> startAll(named))
                .thenCompose(started -> startAll(universal))
                .whenCompleteAsync((started, failure) -> end(failure), threads.pool());
    }

    private static CompletableFuture<Void> allOf(Stream<CompletableFuture<Void>> all) {
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    /** As many at a time as may run beside others, so that one client does not keep all workers busy. */
    private CompletableFuture<Void> startAll(List<ActiveSubscription> all) {
        Queue<ActiveSubscription> waiting = new ConcurrentLinkedQueue<>(all);
        int lanes = Math.min(Math.max(1, session.services().limits().unblocked()), all.size());
        List<CompletableFuture<Void>> started = new ArrayList<>();
        for (int i = 0; i < lanes; i++) {
            started.add(startOne(waiting));
        }
        return allOf(started.stream());
    }

    private CompletableFuture<Void> startOne(Queue<ActiveSubscription> waiting) {
        ActiveSubscription next = waiting.poll();
        return next == null
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.completedFuture(next)
                        .thenComposeAsync(
                                ActiveSubscription::start,
                                session.services().threads().workers())
                        .thenCompose(started -> startOne(waiting));
    }

    private void end(@Nullable Throwable failure) {
        List<Runnable> waiting = new ArrayList<>();
        session.locked(() -> {
            if (!session.isClosed()) {
                tell();
                waiting.addAll(afterwards);
            }
            session.whenSent(() -> done.complete(null));
        });
        earlier.forEach(ActiveSubscription::leave);
        waiting.forEach(Runnable::run);
        if (failure != null) {
            done.completeExceptionally(failure);
        }
    }

    private void tell() {
        try {
            subscriptions.endRerun();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A client has not been told all that has changed", e);
        }
        // In any case, since the client waits for these.
        ended.forEach(session::enqueue);
        if (!ready.isEmpty()) {
            session.enqueue(new Ready(List.copyOf(ready)));
        }
    }

    /** Told to the client with all others. Under the session's lock. */
    void ready(String id) {
        if (!toldReady.contains(id)) {
            ready.add(id);
        }
    }

    /**
     * A subscription has ended, whose documents the client may have still: then it is told afterwards. But of an error at
     * once, as with Meteor. Under the session's lock.
     */
    void ended(Nosub nosub) {
        ready.remove(nosub.id());
        if (nosub.error() == null) {
            ended.add(nosub);
        } else {
            session.enqueue(nosub);
        }
    }

    /** Under the session's lock. */
    void afterwards(Runnable action) {
        afterwards.add(action);
    }
}

package io.ddp4ee.query;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

import jakarta.annotation.Nullable;

/**
 * Lets those wait who have to see what this server has written: methods that have written it, and whoever subscribes
 * afterwards. On the dispatcher only.
 */
final class OwnWrites {

    /** So long a transaction of this server is expected to be delivered, before what it did is read. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Dispatcher dispatcher;
    private final Timer timer;
    private final Horizon horizon;
    private final QueryIndex index;
    private final Consumer<SharedQuery> loadIfNeeded;
    private final BiConsumer<SharedQuery, Long> touch;

    /** What has been committed and is going to be delivered, with the entities of which it changed rows. */
    private final Map<Long, Set<String>> undelivered = new HashMap<>();

    /**
     * @param loadIfNeeded reads for those who wait
     * @param touch tells a query of a transaction of which only this much is known
     */
    OwnWrites(
            Dispatcher dispatcher,
            Timer timer,
            Horizon horizon,
            QueryIndex index,
            Consumer<SharedQuery> loadIfNeeded,
            BiConsumer<SharedQuery, Long> touch) {
        this.dispatcher = dispatcher;
        this.timer = timer;
        this.horizon = horizon;
        this.index = index;
        this.loadIfNeeded = loadIfNeeded;
        this.touch = touch;
    }

    /** Something has been committed that is going to be delivered, unless it has been. */
    void committed(long transaction, Set<String> entities) {
        if (!horizon.hasDelivered(transaction)) {
            undelivered.put(transaction, entities);
        }
    }

    void delivered(long transaction) {
        undelivered.remove(transaction);
    }

    /** What has not been delivered by now may never be; all is read again. */
    void forget() {
        undelivered.clear();
    }

    /**
     * Goes on when a query is as new as a version, and includes what has been delivered and what this server has committed by
     * now.
     *
     * @param dismissed run instead if the query is given up
     */
    void whenNewEnough(SharedQuery query, @Nullable Version floor, Runnable action, Runnable dismissed) {
        whenIncluded(query, () -> {
            if (index.contains(query)) {
                query.await(query.newEnough(floor), action, dismissed);
                loadIfNeeded.accept(query);
            } else {
                // It was given up meanwhile, and would not be again.
                dismissed.run();
            }
        });
    }

    /** Goes on when a query includes all that this server has committed by now; at once if it is read again for that. */
    private void whenIncluded(SharedQuery query, Runnable action) {
        List<Long> missing = query.isMatched()
                ? undelivered.entrySet().stream()
                        .filter(write -> query.reads(write.getValue()))
                        .map(Map.Entry::getKey)
                        .toList()
                : List.of();
        AtomicInteger waits = new AtomicInteger(missing.size() + 1);
        Runnable arrived = () -> {
            if (waits.decrementAndGet() == 0) {
                action.run();
            }
        };
        missing.forEach(transaction -> await(query, transaction, arrived));
        arrived.run();
    }

    private void await(SharedQuery query, long transaction, Runnable arrived) {
        if (query.isMatched()) {
            query.awaitDelivery(query.applied(transaction), arrived, arrived);
            int epoch = horizon.epoch();
            timer.after(
                    PATIENCE,
                    () -> dispatcher.execute(() -> {
                        if (horizon.epoch() == epoch) {
                            readIfUndelivered(query, transaction);
                        }
                    }));
        } else {
            query.await(query.applied(transaction), arrived, arrived);
        }
        loadIfNeeded.accept(query);
    }

    /** The bus may be dead without anybody having noticed. */
    private void readIfUndelivered(SharedQuery query, long transaction) {
        if (!horizon.hasDelivered(transaction) && query.isAwaited() && index.contains(query)) {
            touch.accept(query, transaction);
        }
    }

    /**
     * Waits for a transaction in some views' queries, as far as they read what it wrote.
     *
     * @param applied run after the subscribers of these views were told, be it that a query cannot be answered; always run
     */
    void awaitApplied(Collection<LiveView> views, long transaction, Set<String> entities, Runnable applied) {
        awaitEach(
                views, query -> query.reads(entities), (query, arrived) -> await(query, transaction, arrived), applied);
    }

    /** The same for all that this server has committed by now. */
    void awaitCommitted(Collection<LiveView> views, Runnable applied) {
        awaitEach(views, query -> true, (query, arrived) -> whenNewEnough(query, null, arrived, arrived), applied);
    }

    private void awaitEach(
            Collection<LiveView> views,
            Predicate<SharedQuery> awaited,
            BiConsumer<SharedQuery, Runnable> waiting,
            Runnable applied) {
        List<SharedQuery> queries = views.stream()
                .map(LiveView::query)
                .filter(query -> query != null && index.contains(query) && awaited.test(query))
                .distinct()
                .toList();
        AtomicInteger missing = new AtomicInteger(queries.size() + 1);
        Runnable arrived = () -> {
            if (missing.decrementAndGet() == 0) {
                whenToldOfRefusals(views, applied);
            }
        };
        queries.forEach(query -> waiting.accept(query, arrived));
        arrived.run();
    }

    private void whenToldOfRefusals(Collection<LiveView> views, Runnable action) {
        CompletableFuture<?>[] refusals = views.stream()
                .map(view -> view.refusal().toCompletableFuture())
                .filter(refusal -> !refusal.isDone())
                .toArray(CompletableFuture[]::new);
        if (refusals.length == 0) {
            action.run();
        } else {
            var unused =
                    CompletableFuture.allOf(refusals).whenCompleteAsync((done, failure) -> action.run(), dispatcher);
        }
    }
}

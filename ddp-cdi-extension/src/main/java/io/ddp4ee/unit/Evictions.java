package io.ddp4ee.unit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

import jakarta.annotation.Nullable;
import jakarta.persistence.Cache;
import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.bus.Change;
import io.ddp4ee.capture.ProviderHooks;
import io.ddp4ee.persistence.Unit;
import io.ddp4ee.query.Timer;

/**
 * Takes out of this server's shared cache what any server has replaced, so that it is not answered from there, by REST for
 * example. And once more a little later: whoever had read the row before may have put it into the cache after the first
 * time. Used on one thread at a time.
 */
final class Evictions {

    private static final Logger LOG = System.getLogger(Evictions.class.getName());

    /** Between this and twice this after the first time. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    /** Of more rows that wait for their second time, their entities are taken out whole. */
    private static final int MOST_WAITING = 10_000;

    /** By entity, the ids of its rows; or of all. */
    private static final class Waiting {

        private static final Set<String> ALL = Set.of();

        private final Map<String, Set<String>> ids = new HashMap<>();
        private int count;

        void add(Change change) {
            if (change.isOfAny() || count >= MOST_WAITING) {
                count -= ids.getOrDefault(change.entity(), ALL).size();
                ids.put(change.entity(), ALL);
            } else if (ids.computeIfAbsent(change.entity(), e -> new HashSet<>()) != ALL
                    && ids.get(change.entity()).add(change.id())) {
                count++;
            }
        }
    }

    private final Unit unit;
    private final ProviderHooks hooks;
    private final Executor dispatcher;
    private final Timer timer;
    private Waiting due = new Waiting();
    private Waiting next = new Waiting();

    /**
     * @param hooks null if the provider is none that we know
     * @param dispatcher the one thread at a time
     */
    Evictions(Unit unit, @Nullable ProviderHooks hooks, Executor dispatcher, Timer timer) {
        this.unit = unit;
        this.hooks = hooks;
        this.dispatcher = dispatcher;
        this.timer = timer;
    }

    void evict(List<Change> changes) {
        boolean isIdle = due.ids.isEmpty() && next.ids.isEmpty();
        Waiting now = new Waiting();
        for (Change change : changes) {
            now.add(change);
            next.add(change);
        }
        if (isIdle && !next.ids.isEmpty()) {
            scheduleAgain();
        }
        evict(now);
    }

    private void scheduleAgain() {
        timer.after(AGAIN, () -> dispatcher.execute(this::evictAgain));
    }

    private void evictAgain() {
        Waiting again = due;
        due = next;
        next = new Waiting();
        if (!due.ids.isEmpty()) {
            scheduleAgain();
        }
        evict(again);
    }

    private void evict(Waiting rows) {
        Set<Class<?>> entities = new HashSet<>();
        rows.ids.forEach((name, ids) -> {
            EntityType<?> entity = unit.entities().named(name);
            if (entity != null) {
                entities.add(entity.getJavaType());
                evict(entity, ids);
            }
        });
        if (hooks != null && !entities.isEmpty()) {
            hooks.evictDerived(unit, entities);
        }
    }

    private void evict(EntityType<?> entity, Set<String> ids) {
        Cache cache = unit.factory().getCache();
        try {
            for (String id : ids) {
                cache.evict(entity.getJavaType(), unit.entities().keyOf(entity).keyOf(id));
            }
            if (ids != Waiting.ALL) {
                return;
            }
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, () -> "Not every key of " + entity.getName() + " can be made from its document id", e);
        }
        cache.evict(entity.getJavaType());
    }
}

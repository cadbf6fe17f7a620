package io.ddp4ee.matching;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.ddp4ee.matching.value.Unjudged;

/**
 * The conditions over the rows of one entity, found by what a row has: the cost of a row is that of those that it may fulfil,
 * and of one look for each place that any has keys at. Not safe for use by several threads.
 *
 * @param <Q> what has a condition, told apart by {@code equals}
 */
public final class ConditionIndex<Q> {

    private final Map<Q, Optional<Set<Key>>> all = new HashMap<>();
    private final Map<Place, Groups<Object, Q>> byPlace = new HashMap<>();
    private final Set<Q> withoutKeys = new LinkedHashSet<>();

    public void add(Q query, BoundCondition condition) {
        Optional<Set<Key>> keys = condition.keys();
        if (all.putIfAbsent(query, keys) != null) {
            throw new IllegalArgumentException("There already: " + query);
        }
        if (keys.isEmpty()) {
            withoutKeys.add(query);
            return;
        }
        for (Key key : keys.get()) {
            byPlace.computeIfAbsent(key.place(), place -> new Groups<>()).add(key.value(), query);
        }
    }

    public void remove(Q query) {
        Optional<Set<Key>> keys = all.remove(query);
        if (keys == null) {
            return;
        }
        withoutKeys.remove(query);
        for (Key key : keys.orElse(Set.of())) {
            byPlace.computeIfPresent(key.place(), (place, groups) -> {
                groups.remove(key.value(), query);
                return groups.isEmpty() ? null : groups;
            });
        }
    }

    /** Those that the row may fulfil: all others it does not. What it has no known value for is looked for in all. */
    public Set<Q> candidates(Row row) {
        Set<Q> candidates = new LinkedHashSet<>(withoutKeys);
        byPlace.forEach((place, queries) -> {
            Collection<Object> values;
            try {
                values = place.values(row);
            } catch (Unjudged e) {
                queries.all().forEach(candidates::addAll);
                return;
            }
            values.forEach(value -> candidates.addAll(queries.get(Key.normal(value))));
        });
        return candidates;
    }

    public int size() {
        return all.size();
    }

    /** How many are looked at for every row. */
    public int sizeWithoutKeys() {
        return withoutKeys.size();
    }
}

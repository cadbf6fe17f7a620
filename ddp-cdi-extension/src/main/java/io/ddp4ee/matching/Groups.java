package io.ddp4ee.matching;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import jakarta.annotation.Nullable;

/** Several values for one key. Most keys have one, for which a set of one is the smallest. Not safe for use by several threads. */
final class Groups<K, V> {

    private final Map<K, Set<V>> groups = new HashMap<>();

    void add(K key, V value) {
        groups.merge(key, Set.of(value), (before, added) -> {
            Set<V> union = before.size() == 1 ? new LinkedHashSet<>(before) : before;
            union.addAll(added);
            return union;
        });
    }

    void remove(K key, V value) {
        groups.computeIfPresent(key, (k, group) -> group.contains(value) ? without(group, value) : group);
    }

    @Nullable
    private static <V> Set<V> without(Set<V> group, V value) {
        if (group.size() == 1) {
            return null;
        }
        group.remove(value);
        return group;
    }

    Set<V> get(K key) {
        return groups.getOrDefault(key, Set.of());
    }

    Iterable<Set<V>> all() {
        return groups.values();
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }
}

package io.ddp4ee.wanted;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.ejson.EjsonException;

/**
 * The paths whose values batches carry, by the name of the entity that they begin at: those that some live query of the
 * cluster has ever been judged on. There are no more of them than the entities have attributes, so none is ever left out
 * again. Safe for use by several threads.
 */
public final class WantedPlaces {

    private final Map<String, Set<String>> paths = new ConcurrentHashMap<>();
    private volatile Runnable listener = () -> {};

    /** @param listener told whenever something is wanted here that was not */
    public void setListener(Runnable listener) {
        this.listener = listener;
    }

    /** Wants some paths from now on. */
    public void want(String entity, Collection<String> some) {
        if (add(entity, some)) {
            listener.run();
        }
    }

    private boolean add(String entity, Collection<String> some) {
        Set<String> before = paths.getOrDefault(entity, Set.of());
        if (before.containsAll(some)) {
            return false;
        }
        paths.merge(entity, Set.copyOf(some), WantedPlaces::union);
        return true;
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> union = new TreeSet<>(one);
        union.addAll(other);
        return Set.copyOf(union);
    }

    /** In one order for all of a transaction. */
    List<String> of(String entity) {
        return List.copyOf(new TreeSet<>(paths.getOrDefault(entity, Set.of())));
    }

    Set<String> entities() {
        return paths.keySet();
    }

    /** For other servers. */
    public String text() {
        Map<String, Object> members = new LinkedHashMap<>();
        paths.forEach((entity, some) -> members.put(entity, List.copyOf(new TreeSet<>(some))));
        return Ejson.print(members);
    }

    /**
     * Takes in what another server wants.
     *
     * @return whether this one wants more than that
     * @throws IllegalArgumentException if the text is none of {@link #text()}
     */
    public boolean read(String text) {
        try {
            Map<?, ?> members = (Map<?, ?>) new Ejson().parse(text);
            members.forEach((entity, some) -> add(
                    (String) entity,
                    ((List<?>) some).stream().map(String.class::cast).toList()));
            return paths.entrySet().stream()
                    .anyMatch(entry -> !(members.get(entry.getKey()) instanceof List<?> some
                            && some.containsAll(entry.getValue())));
        } catch (EjsonException | ClassCastException | NullPointerException e) {
            throw new IllegalArgumentException("No wanted places: " + text, e);
        }
    }
}

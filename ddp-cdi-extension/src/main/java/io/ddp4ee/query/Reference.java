package io.ddp4ee.query;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.annotation.Nullable;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.matching.Place;
import io.ddp4ee.matching.value.SqlText;

/**
 * A reference that conditions lead through, so that they depend on rows of another entity.
 *
 * @param path from the entity of the query, perhaps to each element of a collection
 * @param target the entity that it leads to, by the name of the root of its hierarchy
 * @param key where to find what it is known by
 * @param isElsewhere whether the rows that it leads to hold it, so that it is theirs to come and go: where they led before is told
 *     by nobody
 */
public record Reference(Place path, String target, Place key, boolean isElsewhere) {

    /** A row of any entity. */
    record RowId(String entity, String id) {}

    /** As batches say that they have followed it. */
    String of(String entity) {
        return entity + "." + path;
    }

    boolean isKnown(Change change) {
        if (key.element() == null) {
            return change.values().containsKey(key.path());
        }
        List<Map<String, String>> elements = change.elements().get(key.path());
        return elements != null && elements.stream().allMatch(element -> element.containsKey(key.element()));
    }

    /** Where it leads from a row of which that is known; of no reference to nowhere, which nobody changes. */
    Set<RowId> from(Change change) {
        if (key.element() == null) {
            return Set.of(row(change.values().get(key.path())));
        }
        return change.elements().get(key.path()).stream()
                .map(element -> row(element.get(key.element())))
                .collect(Collectors.toSet());
    }

    private RowId row(@Nullable String literal) {
        return new RowId(target, literal == null ? "" : SqlText.unquote(literal));
    }

    /** Whether a change of what it may lead to says nothing of all rows that it has led to that from. */
    boolean isLostBy(Change change) {
        return isElsewhere && isOfTarget(change) && change.operation() != Operation.INSERT;
    }

    /** Whether rows may lead to the changed one: to a new one only if that says so. */
    boolean mayLeadTo(Change change) {
        return isOfTarget(change) && (isElsewhere || change.operation() != Operation.INSERT);
    }

    /** Whether something has become of a row that it may lead to. */
    boolean isOfTarget(Change change) {
        return target.equals(change.entity()) && change.operation() != Operation.RELATED;
    }

    /** Whether another leads through the rows that this one leads to. */
    boolean isOnWayOf(Reference other) {
        return other.path.toString().startsWith(path + ".");
    }
}

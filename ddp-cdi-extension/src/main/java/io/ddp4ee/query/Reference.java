package io.ddp4ee.query;

import java.util.Map;

import io.ddp4ee.bus.Change;
import io.ddp4ee.matching.value.SqlText;

/**
 * A reference that conditions lead through, so that they depend on rows of another entity.
 *
 * @param path from the entity of the query
 * @param target the entity that it leads to, by the name of the root of its hierarchy
 * @param key the path to what it is known by
 */
public record Reference(String path, String target, String key) {

    /** A row of any entity. */
    record RowId(String entity, String id) {}

    /** As batches say that they have followed it. */
    String of(String entity) {
        return entity + "." + path;
    }

    boolean isKnown(Change change) {
        return change.values().containsKey(key);
    }

    /** Where it leads from a row of which that is known; of no reference to nowhere, which nobody changes. */
    RowId from(Change change) {
        Map<String, String> values = change.values();
        return new RowId(target, values.get(key) == null ? "" : SqlText.unquote(values.get(key)));
    }
}

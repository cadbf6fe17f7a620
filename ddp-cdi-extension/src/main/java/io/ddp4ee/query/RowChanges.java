package io.ddp4ee.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.Change.DocumentImage;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.matching.value.SqlType;

/**
 * What a transaction did to the rows of one entity, as far as that is known.
 *
 * @param rows each once, though it may travel in several channels
 */
record RowChanges(long transaction, List<ChangedRow> rows) {

    /** @param types of what may be asked of the rows, by path */
    static RowChanges of(long transaction, List<Change> changes, Map<String, SqlType> types) {
        Map<String, Change> merged = new LinkedHashMap<>();
        for (Change change : changes) {
            merged.merge(change.id(), change, RowChanges::merge);
        }
        return new RowChanges(
                transaction,
                merged.values().stream()
                        .map(change -> new ChangedRow(change, types))
                        .toList());
    }

    private static Change merge(Change one, Change other) {
        Map<String, DocumentImage> documents = new LinkedHashMap<>(one.documents());
        documents.putAll(other.documents());
        return one.with(documents);
    }

    /** Without what has changed for those only whose conditions lead to other rows. */
    List<ChangedRow> own() {
        List<ChangedRow> own = new ArrayList<>(rows);
        own.removeIf(row -> row.change().operation() == Operation.RELATED);
        return own;
    }
}

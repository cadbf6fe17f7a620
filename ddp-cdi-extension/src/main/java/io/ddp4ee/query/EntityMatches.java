package io.ddp4ee.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.matching.ConditionIndex;
import io.ddp4ee.matching.Holders;
import io.ddp4ee.matching.value.SqlType;

/** The live queries over one entity that are judged in memory. On the dispatcher only. */
final class EntityMatches {

    private final ConditionIndex<SharedQuery> index = new ConditionIndex<>();
    private final Holders<SharedQuery> holders = new Holders<>();
    private final Map<String, SqlType> types = new HashMap<>();
    private final Set<Reference> references = new HashSet<>();
    private final Set<SharedQuery> all = new LinkedHashSet<>();
    private final Set<SharedQuery> ofSeveralRows = new LinkedHashSet<>();

    /** Those that are being read or have to be, so that what is delivered has to wait for what is read. */
    private final Set<SharedQuery> unsettled = new LinkedHashSet<>();

    void add(SharedQuery query) {
        Matching matching = query.query().matching();
        all.add(query);
        unsettled.add(query);
        index.add(query, matching.condition());
        matching.condition().places().forEach((place, type) -> types.put(place.path(), type));
        references.addAll(matching.references());
        if (matching.isOfSeveralRows()) {
            ofSeveralRows.add(query);
        }
    }

    void remove(SharedQuery query) {
        all.remove(query);
        unsettled.remove(query);
        ofSeveralRows.remove(query);
        index.remove(query);
        query.documentIds().forEach(id -> holders.remove(query, id));
    }

    void unsettle(SharedQuery query) {
        unsettled.add(query);
    }

    void settle(SharedQuery query) {
        unsettled.remove(query);
    }

    /** A query has other documents than before. */
    void note(SharedQuery query, Delta delta) {
        for (DocumentChange change : delta.changes()) {
            if (change.isAdded()) {
                holders.add(query, change.id());
            } else if (change.isRemoved()) {
                holders.remove(query, change.id());
            }
        }
    }

    Set<Reference> references() {
        return references;
    }

    RowChanges rows(long transaction, List<Change> changes) {
        return RowChanges.of(transaction, changes, types);
    }

    Collection<SharedQuery> all() {
        return new ArrayList<>(all);
    }

    Collection<SharedQuery> ofSeveralRows() {
        return new ArrayList<>(ofSeveralRows);
    }

    Collection<SharedQuery> unsettled() {
        return new ArrayList<>(unsettled);
    }

    /** The settled ones that rows may concern, with those rows: nothing has changed for all others. */
    Map<SharedQuery, List<ChangedRow>> candidates(RowChanges changes) {
        Map<SharedQuery, List<ChangedRow>> candidates = new LinkedHashMap<>();
        for (ChangedRow row : changes.rows()) {
            boolean isRelated = row.change().operation() == Operation.RELATED;
            Set<SharedQuery> concerned =
                    new LinkedHashSet<>(holders.of(row.change().id()));
            if (row.change().operation() != Operation.DELETE) {
                concerned.addAll(index.candidates(row));
            }
            for (SharedQuery query : concerned) {
                boolean isOther = isRelated && !query.query().matching().hasReferences();
                if (!isOther && !unsettled.contains(query)) {
                    candidates.computeIfAbsent(query, q -> new ArrayList<>()).add(row);
                }
            }
        }
        return candidates;
    }
}

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
import io.ddp4ee.document.Document;
import io.ddp4ee.matching.ConditionIndex;
import io.ddp4ee.matching.Holders;
import io.ddp4ee.matching.Place;
import io.ddp4ee.matching.value.SqlType;

/** The live queries over one entity that are judged in memory. On the dispatcher only. */
final class EntityMatches {

    private final ConditionIndex<SharedQuery> index = new ConditionIndex<>();
    private final Holders<SharedQuery> holders = new Holders<>();
    private final Map<Place, SqlType> types = new HashMap<>();
    private final Set<Reference> references = new HashSet<>();
    private final Set<SharedQuery> all = new LinkedHashSet<>();
    private final Set<SharedQuery> ofSeveralRows = new LinkedHashSet<>();

    /** Of which it is not known which rows they are made of. */
    private final Set<SharedQuery> blind = new LinkedHashSet<>();

    /** Those that are being read or have to be, so that what is delivered has to wait for what is read. */
    private final Set<SharedQuery> unsettled = new LinkedHashSet<>();

    void add(SharedQuery query) {
        Matching matching = query.query().matching();
        all.add(query);
        unsettled.add(query);
        index.add(query, matching.condition());
        // A collection of which no value is asked has a type of no meaning, unless another query asks for its values.
        matching.types()
                .forEach((place, type) ->
                        types.merge(place, type, (one, other) -> one == SqlType.BOOLEAN ? other : one));
        references.addAll(matching.references());
        if (matching.isOfSeveralRows()) {
            ofSeveralRows.add(query);
        }
    }

    void remove(SharedQuery query) {
        all.remove(query);
        unsettled.remove(query);
        ofSeveralRows.remove(query);
        blind.remove(query);
        index.remove(query);
        query.kept().rows().forEach(id -> holders.remove(query, id));
    }

    void unsettle(SharedQuery query) {
        unsettled.add(query);
    }

    void settle(SharedQuery query) {
        unsettled.remove(query);
    }

    /** Queries of one projection share the documents that are the same, and with them what is told of those. */
    Map<String, Document> shared(SharedQuery query, Map<String, Document> documents) {
        Projection projection = query.query().matching().projection();
        Map<String, Document> shared = new LinkedHashMap<>(documents);
        shared.replaceAll((id, document) -> holders.of(id).stream()
                .filter(other -> other.query().matching().projection().equals(projection))
                .findFirst()
                .map(other -> other.document(id))
                .filter(document::equals)
                .orElse(document));
        return shared;
    }

    /** A query is made of other rows than before. */
    void note(SharedQuery query, KeptChange change) {
        change.come().forEach(id -> holders.add(query, id));
        change.gone().forEach(id -> holders.remove(query, id));
        if (query.kept().isBlind()) {
            blind.add(query);
        } else {
            blind.remove(query);
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

    boolean hasOfSeveralRows() {
        return !ofSeveralRows.isEmpty();
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
            concerned.addAll(blind);
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

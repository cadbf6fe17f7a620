package io.ddp4ee.query;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.ChangeBatch;
import io.ddp4ee.bus.Snapshot;

/**
 * Keeps queries live by what batches say: what a write costs depends on the queries that it concerns, and not on how many
 * there are. A query that a batch does not tell enough for is read again, as those are that cannot be judged at all. On the
 * dispatcher only.
 */
final class MatchedQueries {

    /** What comes of it goes here. */
    interface Sink {
        void changed(SharedQuery query, Delta delta);

        /** Something was delivered that the query has not taken in. */
        void isStale(SharedQuery query);
    }

    private final Sink sink;
    private final Map<String, EntityMatches> byEntity = new HashMap<>();
    private final RecentBatches recent = new RecentBatches();

    MatchedQueries(Sink sink) {
        this.sink = sink;
    }

    private EntityMatches of(SharedQuery query) {
        return byEntity.computeIfAbsent(query.query().matching().entity(), entity -> new EntityMatches());
    }

    void add(SharedQuery query) {
        if (query.isMatched()) {
            of(query).add(query);
        }
    }

    void remove(SharedQuery query) {
        if (query.isMatched()) {
            of(query).remove(query);
        }
    }

    void clear() {
        byEntity.clear();
        recent.doubt();
    }

    /** It is read, or going to be. */
    void unsettle(SharedQuery query) {
        if (query.isMatched()) {
            of(query).unsettle(query);
        }
    }

    /** It includes all that was delivered, and is not being read. */
    void settle(SharedQuery query) {
        if (query.isMatched()) {
            of(query).settle(query);
        }
    }

    /** What was read, with the documents that others have already. */
    QueryResult.Found shared(SharedQuery query, QueryResult.Found found) {
        return query.isMatched() ? found.with(of(query).shared(query, found.documents())) : found;
    }

    void note(SharedQuery query, KeptChange change) {
        if (query.isMatched()) {
            of(query).note(query, change);
        }
    }

    /** Something may have been missed. */
    void doubt() {
        recent.doubt();
    }

    /** This was read after the last doubt. */
    void hasRead(Snapshot snapshot) {
        recent.missNothingSince(snapshot);
    }

    /** @param taken the batch's snapshot, in the epoch */
    void received(ChangeBatch batch, Snapshot taken) {
        byEntity.forEach((entity, matches) -> received(batch, taken, entity, matches));
        recent.add(batch);
    }

    private void received(ChangeBatch batch, Snapshot taken, String entity, EntityMatches matches) {
        List<Change> changes = batch.changes().stream()
                .filter(change -> change.entity().equals(entity))
                .toList();
        if (changes.stream().anyMatch(Change::isOfAny)) {
            matches.all().forEach(query -> stale(query, batch.transaction()));
            return;
        }
        Set<SharedQuery> doubtful = new LinkedHashSet<>(untold(batch, entity, matches));
        if (concerns(batch, entity, matches) && recent.contradict(batch, taken, entity, matches.references())) {
            doubtful.addAll(matches.ofSeveralRows());
        }
        if (recent.contradictRows(batch, taken, entity)) {
            doubtful.addAll(matches.all());
        }
        if (changes.isEmpty() && doubtful.isEmpty()) {
            return;
        }
        RowChanges rows = matches.rows(batch.transaction(), changes);
        for (SharedQuery query : matches.unsettled()) {
            query.addPending(batch.transaction(), doubtful.contains(query) ? null : rows);
        }
        doubtful.forEach(query -> stale(query, batch.transaction()));
        matches.candidates(rows).forEach((query, some) -> apply(query, batch.transaction(), some));
    }

    /** Those with rows that a change of other rows concerns, of which the batch does not tell. */
    private static List<SharedQuery> untold(ChangeBatch batch, String entity, EntityMatches matches) {
        Set<Reference> untold = new HashSet<>();
        for (Reference reference : matches.references()) {
            for (Change change : batch.changes()) {
                boolean isFollowed = batch.followed().contains(reference.of(entity));
                if (reference.isLostBy(change) || (reference.mayLeadTo(change) && (change.isOfAny() || !isFollowed))) {
                    untold.add(reference);
                }
            }
        }
        return untold.isEmpty()
                ? List.of()
                : matches.ofSeveralRows().stream()
                        .filter(query ->
                                !Collections.disjoint(query.query().matching().references(), untold))
                        .toList();
    }

    /** Whether the batch has to do with queries of several rows. */
    private static boolean concerns(ChangeBatch batch, String entity, EntityMatches matches) {
        return matches.hasOfSeveralRows()
                && batch.changes().stream()
                        .anyMatch(change -> change.entity().equals(entity)
                                || matches.references().stream().anyMatch(reference -> reference.mayLeadTo(change)));
    }

    private void stale(SharedQuery query, long transaction) {
        if (query.addPending(transaction, null)) {
            unsettle(query);
            sink.isStale(query);
        }
    }

    private void apply(SharedQuery query, long transaction, List<ChangedRow> rows) {
        if (query.includes(transaction)) {
            return;
        }
        KeptChange change = query.apply(rows);
        if (change == null) {
            stale(query, transaction);
        } else {
            take(query, change);
        }
    }

    private void take(SharedQuery query, KeptChange change) {
        note(query, change);
        if (!change.delta().isEmpty()) {
            sink.changed(query, change.delta());
        }
    }

    /** Takes in what was delivered while the query was read. */
    void catchUp(SharedQuery query) {
        query.applyPending(change -> take(query, change));
    }
}

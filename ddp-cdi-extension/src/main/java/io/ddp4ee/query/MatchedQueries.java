package io.ddp4ee.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.ChangeBatch;
import io.ddp4ee.bus.Operation;
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

    void note(SharedQuery query, Delta delta) {
        if (query.isMatched()) {
            of(query).note(query, delta);
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
        boolean isDoubtful =
                !matches.ofSeveralRows().isEmpty() && isDoubtful(batch, taken, entity, matches.references());
        if (changes.isEmpty() && !isDoubtful) {
            return;
        }
        RowChanges rows = matches.rows(batch.transaction(), changes);
        for (SharedQuery query : matches.unsettled()) {
            boolean isBelieved = !isDoubtful || !query.query().matching().isOfSeveralRows();
            query.addPending(batch.transaction(), isBelieved ? rows : null);
        }
        if (isDoubtful) {
            matches.ofSeveralRows().forEach(query -> stale(query, batch.transaction()));
        }
        matches.candidates(rows).forEach((query, some) -> apply(query, batch.transaction(), some));
    }

    /** Whether queries of several rows cannot be judged by what the batch says. */
    private boolean isDoubtful(ChangeBatch batch, Snapshot taken, String entity, Set<Reference> references) {
        boolean concerns = false;
        for (Change change : batch.changes()) {
            concerns |= change.entity().equals(entity);
            for (Reference reference : references) {
                if (reference.target().equals(change.entity()) && change.operation() != Operation.INSERT) {
                    concerns = true;
                    if (change.isOfAny() || !batch.followed().contains(reference.of(entity))) {
                        return true;
                    }
                }
            }
        }
        return concerns && recent.contradict(batch, taken, entity, references);
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
        Delta delta = query.apply(rows);
        if (delta == null) {
            stale(query, transaction);
        } else if (!delta.isEmpty()) {
            note(query, delta);
            sink.changed(query, delta);
        }
    }

    /** Takes in what was delivered while the query was read. */
    void catchUp(SharedQuery query) {
        List<Delta> deltas = new ArrayList<>(query.applyPending());
        deltas.removeIf(Delta::isEmpty);
        for (Delta delta : deltas) {
            note(query, delta);
            sink.changed(query, delta);
        }
    }
}

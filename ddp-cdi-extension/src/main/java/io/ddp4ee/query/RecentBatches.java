package io.ddp4ee.query;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import jakarta.annotation.Nullable;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.ChangeBatch;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.query.Reference.RowId;

/**
 * Tells whether what a batch says of rows can be believed. A transaction has read what others had
 * committed by then; one that committed between that and its own commit was delivered before it, and is not in what it
 * read. Each may have missed the other's half: an author's address that one has changed, while the other gave a book to that
 * author. Of the columns of one row this is never so, because its lock makes writers wait for each other; but whoever changes
 * only what a row has in a collection does not lock it, and tells of its columns all the same.
 */
final class RecentBatches {

    /** Far more than commit while one transaction publishes and commits. */
    private static final int MOST = 1024;

    /** Some megabytes. Of what a bulk load writes, that is what the last few of its transactions wrote. */
    private static final int MOST_ROWS = 50_000;

    private final Deque<ChangeBatch> recent = new ArrayDeque<>();
    private int rows;

    /** What is not seen by a batch is known only if the batch has seen all up to this; null if nobody knows. */
    @Nullable
    private Snapshot floor;

    private long lastForgotten;

    /** Something may have been missed. */
    void doubt() {
        floor = null;
        recent.clear();
        rows = 0;
        lastForgotten = 0;
    }

    /** What has been missed is seen by this. */
    void missNothingSince(Snapshot snapshot) {
        if (floor == null) {
            floor = snapshot;
        }
    }

    void add(ChangeBatch batch) {
        recent.addLast(withoutImages(batch));
        rows += batch.changes().size();
        while (recent.size() > MOST || rows > MOST_ROWS) {
            ChangeBatch forgotten = recent.removeFirst();
            rows -= forgotten.changes().size();
            lastForgotten = forgotten.transaction();
        }
    }

    private static ChangeBatch withoutImages(ChangeBatch batch) {
        List<Change> changes =
                batch.changes().stream().map(change -> change.with(Map.of())).toList();
        return batch.with(changes, List.of());
    }

    /**
     * Whether what a batch that is delivered now says of an entity's rows may miss what was delivered before.
     *
     * @param references of the entity's conditions
     */
    boolean contradict(ChangeBatch batch, Snapshot taken, String entity, Set<Reference> references) {
        return isDoubtful(taken, earlier -> touch(batch, earlier, entity, references));
    }

    /** Whether what it says of single rows may. */
    boolean contradictRows(ChangeBatch batch, Snapshot taken, String entity) {
        List<Change> changes = ofRows(batch, entity);
        return !changes.isEmpty()
                && isDoubtful(taken, earlier -> {
                    List<Change> others = ofRows(earlier, entity);
                    return changes.stream()
                            .map(change -> new RowId(entity, change.id()))
                            .anyMatch(row -> others.stream().anyMatch(other -> isOf(other, row)));
                });
    }

    private static List<Change> ofRows(ChangeBatch batch, String entity) {
        return batch.changes().stream()
                .filter(change -> change.entity().equals(entity) && change.operation() != Operation.RELATED)
                .toList();
    }

    private boolean isDoubtful(Snapshot taken, Predicate<ChangeBatch> touches) {
        if (floor == null || !taken.isAtLeast(floor) || (lastForgotten != 0 && !taken.sees(lastForgotten))) {
            return true;
        }
        for (Iterator<ChangeBatch> newestFirst = recent.descendingIterator(); newestFirst.hasNext(); ) {
            ChangeBatch earlier = newestFirst.next();
            if (taken.sees(earlier.transaction())) {
                // So are all that were delivered before it.
                return false;
            }
            if (touches.test(earlier)) {
                return true;
            }
        }
        return false;
    }

    private static boolean touch(ChangeBatch batch, ChangeBatch earlier, String entity, Set<Reference> references) {
        for (Change other : earlier.changes()) {
            if (references.stream().anyMatch(one -> one.isElsewhere() && one.isOfTarget(other))) {
                // It may have come to lead to any row.
                return true;
            }
        }
        for (Change change : batch.changes()) {
            boolean isOfEntity = change.entity().equals(entity);
            boolean isFar = references.stream().anyMatch(one -> one.target().equals(change.entity()));
            if ((isOfEntity && concerns(change, earlier, references))
                    || (isFar && isReferred(change, earlier, entity, references))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the earlier one did something to the row, or to where it leads. */
    private static boolean concerns(Change change, ChangeBatch earlier, Set<Reference> references) {
        for (Change other : earlier.changes()) {
            if (isOf(other, new RowId(change.entity(), change.id()))) {
                return true;
            }
            for (Reference reference : references) {
                boolean isFar = other.entity().equals(reference.target());
                if (isFar && (!reference.isKnown(change) || leads(reference, change, other))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the earlier one made a row lead to this one, or a row that others may lead through. */
    private static boolean isReferred(Change far, ChangeBatch earlier, String entity, Set<Reference> references) {
        if (far.operation() == Operation.INSERT) {
            return false;
        }
        for (Change other : earlier.changes()) {
            for (Reference reference : references) {
                boolean isFar = reference.target().equals(far.entity());
                if (isFar && isOnWay(other, reference, references)) {
                    return true;
                }
                if (isFar
                        && other.entity().equals(entity)
                        && (!reference.isKnown(other) || leads(reference, other, far))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isOnWay(Change change, Reference reference, Set<Reference> references) {
        return change.operation() != Operation.RELATED
                && change.operation() != Operation.INSERT
                && references.stream()
                        .anyMatch(one -> one.target().equals(change.entity()) && one.isOnWayOf(reference));
    }

    private static boolean leads(Reference reference, Change from, Change to) {
        return reference.from(from).stream().anyMatch(row -> isOf(to, row));
    }

    private static boolean isOf(Change change, RowId row) {
        return change.entity().equals(row.entity())
                && (change.isOfAny() || change.id().equals(row.id()));
    }
}

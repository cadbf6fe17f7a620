package io.ddp4ee.query;

import java.util.Set;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.matching.BoundCondition;
import io.ddp4ee.matching.BoundCondition.Verdict;
import io.ddp4ee.matching.Row;

/**
 * How a query's documents follow from what batches say of rows. Immutable.
 *
 * @param entity whose rows they are, by its name; it is its hierarchy's only one
 * @param condition which rows
 * @param references that the condition leads through
 * @param projection of the documents
 */
public record Matching(String entity, BoundCondition condition, Set<Reference> references, Projection projection) {

    Verdict judge(Change change, Row row) {
        return change.operation() == Operation.DELETE ? Verdict.OUT : condition.judge(row);
    }

    /** Whether rows of other entities have a part in it. */
    boolean hasReferences() {
        return !references.isEmpty();
    }

    /** Whether more than one row has a part in it, so that two writers may each have missed the other's. */
    boolean isOfSeveralRows() {
        return hasReferences() || projection.hasPlurals();
    }
}

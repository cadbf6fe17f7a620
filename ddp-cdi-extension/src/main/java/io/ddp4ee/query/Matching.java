package io.ddp4ee.query;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.matching.BoundCondition;
import io.ddp4ee.matching.BoundCondition.Verdict;
import io.ddp4ee.matching.Place;
import io.ddp4ee.matching.Row;
import io.ddp4ee.matching.value.SqlType;

/**
 * How a query's documents follow from what batches say of rows. Immutable.
 *
 * @param entity whose rows they are, by its name; it is its hierarchy's only one
 * @param condition which rows
 * @param references that the condition leads through
 * @param projection of the documents
 * @param keeping what of the rows the query has
 */
public record Matching(
        String entity, BoundCondition condition, Set<Reference> references, Projection projection, Keeping keeping) {

    /** Of a query that has a document for each row. */
    public Matching(String entity, BoundCondition condition, Set<Reference> references, Projection projection) {
        this(entity, condition, references, projection, Keeping.ALL);
    }

    Verdict judge(Change change, Row row) {
        return change.operation() == Operation.DELETE ? Verdict.OUT : condition.judge(row);
    }

    /** What is asked of rows, and of which type. */
    Map<Place, SqlType> types() {
        Map<Place, SqlType> types = new HashMap<>(condition.places());
        if (keeping instanceof Keeping.Window window) {
            window.order().types().forEach((path, type) -> types.put(new Place(path, null), type));
        }
        return types;
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

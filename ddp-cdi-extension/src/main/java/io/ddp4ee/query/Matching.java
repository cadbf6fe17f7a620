package io.ddp4ee.query;

import java.util.List;
import java.util.Set;

import jakarta.annotation.Nullable;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.Change.DocumentImage;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.document.Document;
import io.ddp4ee.matching.BoundCondition;
import io.ddp4ee.matching.BoundCondition.Verdict;
import io.ddp4ee.matching.Row;
import io.ddp4ee.message.Fields;

/**
 * How a query's documents follow from what batches say of rows. Immutable.
 *
 * @param entity whose rows they are, by its name; it is its hierarchy's only one
 * @param condition which rows
 * @param references that the condition leads through
 * @param projection of the documents
 */
public record Matching(
        String entity, BoundCondition condition, Set<Reference> references, Projection projection) {

    /**
     * Which fields documents have.
     *
     * @param collection whose images they are cut from
     * @param names one array for all documents
     */
    public record Projection(String collection, List<String> fields, String[] names) {

        public Projection(String collection, List<String> fields) {
            this(collection, List.copyOf(fields), fields.toArray(String[]::new));
        }

        /** Null if the change does not tell. */
        @Nullable
        Document document(Change change) {
            DocumentImage image = change.documents().get(collection);
            Fields cut = image == null ? null : image.fields().cut(names);
            return cut == null ? null : new Document(image.id(), cut);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Projection projection
                    && collection.equals(projection.collection)
                    && fields.equals(projection.fields);
        }

        @Override
        public int hashCode() {
            return collection.hashCode() * 31 + fields.hashCode();
        }
    }

    Verdict judge(Change change, Row row) {
        return change.operation() == Operation.DELETE ? Verdict.OUT : condition.judge(row);
    }

    /** Whether rows of other entities have a part in it. */
    boolean hasReferences() {
        return !references.isEmpty();
    }
}

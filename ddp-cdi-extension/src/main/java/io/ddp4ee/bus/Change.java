package io.ddp4ee.bus;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.annotation.Nullable;

import io.ddp4ee.message.Fields;

/**
 * One row that a transaction changed, or all rows of an entity that it may have changed.
 *
 * @param entity the name of the entity at the root of the row's hierarchy
 * @param id the key as a document id; null if it is not known which rows changed
 * @param operation what happened; null as for the id
 * @param documents the row as the transaction leaves it, by collection; none for a deleted row, for an entity without
 *     collection, and where there were too many to send
 * @param values what conditions are judged on, by the path of the attribute, as the database writes a literal of it; null
 *     for null, none for what the writer did not know to be wanted
 */
public record Change(
        String entity,
        @Nullable String id,
        @Nullable Operation operation,
        Map<String, DocumentImage> documents,
        Map<String, String> values) {

    /**
     * The row in one collection.
     *
     * @param id of the document, which a mapping may take from elsewhere than the key
     */
    public record DocumentImage(String id, Fields fields) {

        /** Roughly the bytes that it takes. */
        public int weight() {
            return id.length() + fields.weight();
        }
    }

    public Change {
        documents = Map.copyOf(documents);
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public Change(String entity, String id, Operation operation, Map<String, DocumentImage> documents) {
        this(entity, id, operation, documents, Map.of());
    }

    /** Any row of an entity may have changed. */
    public static Change ofAny(String entity) {
        return new Change(entity, null, null, Map.of());
    }

    public Change with(Map<String, DocumentImage> otherDocuments) {
        return new Change(entity, id, operation, otherDocuments, values);
    }

    public boolean isOfAny() {
        return id == null;
    }
}

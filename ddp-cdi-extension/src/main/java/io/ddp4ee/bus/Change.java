package io.ddp4ee.bus;

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
 */
public record Change(
        String entity, @Nullable String id, @Nullable Operation operation, Map<String, DocumentImage> documents) {

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
    }

    /** Any row of an entity may have changed. */
    public static Change ofAny(String entity) {
        return new Change(entity, null, null, Map.of());
    }

    public boolean isOfAny() {
        return id == null;
    }
}

package io.ddp4ee.query;

import java.util.Map;

import jakarta.annotation.Nullable;

import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.document.Document;

/** What one query found in one snapshot. */
public sealed interface QueryResult {

    /**
     * @param documents by id, in the order of the query
     * @param snapshot that they are of: one that is older would let them pass for older than they are, and one that is
     *     newer for newer
     * @param rows of a query that is judged in memory and has not a document for each row, all that it is made of, in its
     *     order: by id, what they are ordered by, by path, as the database writes a literal of it. The documents of a window
     *     are those of all these rows then. Null if they are too many to be kept, and of any other query
     */
    record Found(
            Map<String, Document> documents,
            Snapshot snapshot,
            @Nullable Map<String, Map<String, String>> rows) implements QueryResult {

        /** What has no rows beside its documents. */
        public Found(Map<String, Document> documents, Snapshot snapshot) {
            this(documents, snapshot, null);
        }

        Found with(Map<String, Document> others) {
            return new Found(others, snapshot, rows);
        }
    }

    /** The query cannot be answered, now or later; its subscribers are told so. */
    record Refused(Exception cause) implements QueryResult {}

    /**
     * The query was not answered this time, while others of the same reading were; it is asked again.
     *
     * @param blamed whether that may be the query's own fault, so that it is not asked for ever
     */
    record Unanswered(Exception cause, boolean blamed) implements QueryResult {}
}

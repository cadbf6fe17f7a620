package io.ddp4ee.query;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import jakarta.annotation.Nullable;

import io.ddp4ee.document.Document;

/** What is kept of a query's result, and how that follows from what is delivered. On the dispatcher only. */
interface Kept {

    /** @param mostRows that may be kept of a query that is judged in memory */
    static Kept of(DocumentQuery query, int mostRows) {
        Matching matching = query.matching();
        if (matching != null && matching.keeping() instanceof Keeping.Window window) {
            return new KeptWindow(query.collection(), matching, window, mostRows);
        }
        if (matching != null && matching.keeping() instanceof Keeping.Count count) {
            return new KeptCount(query.collection(), matching, count, mostRows);
        }
        return new KeptDocuments(query.collection(), matching, mostRows);
    }

    /** Those that subscribers have, by id. */
    Map<String, Document> documents();

    /** The ids of the rows that it is made of. */
    Collection<String> rows();

    /** Whether rows that it is made of are not among those that are kept, so that any may concern it. */
    default boolean isBlind() {
        return false;
    }

    /** Takes in what was read. */
    KeptChange install(QueryResult.Found found);

    /**
     * Takes in what became of rows that the query has, or may have.
     *
     * @return null if only the database can tell what the query has now; then nothing has changed
     */
    @Nullable
    KeptChange apply(List<ChangedRow> rows);
}

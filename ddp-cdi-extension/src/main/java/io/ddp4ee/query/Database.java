package io.ddp4ee.query;

import java.util.List;

import io.ddp4ee.bus.Snapshot;

/** Where live queries read. Called on threads that may wait. */
public interface Database {

    /**
     * What several queries found at one time.
     *
     * @param results one for each query, in their order
     */
    record Reading(Snapshot snapshot, List<QueryResult> results) {}

    /** What became of a transaction. */
    enum TransactionStatus {
        IN_PROGRESS,
        COMMITTED,
        ABORTED
    }

    /**
     * Runs queries in one snapshot of the primary.
     *
     * @throws Exception if the database did not answer any of them; all are asked again together, so what only one query
     *     is to blame for must be its result
     */
    Reading read(List<DocumentQuery> queries) throws Exception;

    /** @throws Exception if the database did not answer */
    TransactionStatus status(long transaction) throws Exception;
}

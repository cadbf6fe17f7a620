package io.ddp4ee.query;

import java.util.List;

/** Where live queries read. Called on threads that may wait. */
public interface Database {

    /** What became of a transaction. */
    enum TransactionStatus {
        IN_PROGRESS,
        COMMITTED,
        ABORTED
    }

    /**
     * Runs queries on the primary, in one snapshot if it can.
     *
     * @return one result for each query, in their order
     * @throws Exception if the database did not answer any of them; all are asked again together, so what only one query
     *     is to blame for must be its result
     */
    List<QueryResult> read(List<DocumentQuery> queries) throws Exception;

    /** @throws Exception if the database did not answer */
    TransactionStatus status(long transaction) throws Exception;
}

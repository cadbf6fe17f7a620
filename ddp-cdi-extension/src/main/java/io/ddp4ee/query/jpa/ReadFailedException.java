package io.ddp4ee.query.jpa;

import io.ddp4ee.bus.Snapshot;

/** A transaction that had begun to read did not come to its end. */
final class ReadFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Snapshot snapshot;
    private final boolean inQuery;

    /**
     * @param snapshot of the transaction
     * @param inQuery whether it was a query that failed, and not what came after
     */
    ReadFailedException(Snapshot snapshot, boolean inQuery, Throwable cause) {
        super(cause);
        this.snapshot = snapshot;
        this.inQuery = inQuery;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    boolean isInQuery() {
        return inQuery;
    }

    /** What to tell the subscribers of the query. */
    Exception reason() {
        return getCause() instanceof Exception exception ? exception : this;
    }
}

package io.ddp4ee.query.jpa;

/** A transaction that had begun to read did not come to its end. */
final class ReadFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean inQuery;

    /** @param inQuery whether it was a query that failed, and not what came after */
    ReadFailedException(boolean inQuery, Throwable cause) {
        super(cause);
        this.inQuery = inQuery;
    }

    boolean isInQuery() {
        return inQuery;
    }

    /** What to tell the subscribers of the query. */
    Exception reason() {
        return getCause() instanceof Exception exception ? exception : this;
    }
}

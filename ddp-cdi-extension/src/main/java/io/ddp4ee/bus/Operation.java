package io.ddp4ee.bus;

/** What happened to a row within one transaction, all of it taken together. */
public enum Operation {
    INSERT,
    UPDATE,
    DELETE,

    /** Nothing; what its references lead to has changed. */
    RELATED;

    /** The same row is touched again in the same transaction. */
    public Operation then(Operation next) {
        if (this == INSERT && next == UPDATE) {
            return INSERT;
        }
        return this == DELETE && next == INSERT ? UPDATE : next;
    }
}

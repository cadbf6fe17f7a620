package io.ddp4ee.query;

/**
 * A live query as it is at one moment, for whoever looks after the server.
 *
 * @param subscribers 0 of one that lingers
 * @param current whether it is known to be what the database has
 */
public record QueryLook(DocumentQuery query, int subscribers, int documents, boolean current) {

    /** How it stays live. */
    public String way() {
        return query.wayText();
    }
}

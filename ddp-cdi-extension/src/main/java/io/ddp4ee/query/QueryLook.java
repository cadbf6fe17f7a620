package io.ddp4ee.query;

/**
 * A live query as it is at one moment, for whoever looks after the server.
 *
 * @param subscribers 0 of one that lingers
 * @param current whether it is known to be what the database has
 * @param blind whether it would be judged in memory, but for its size
 */
public record QueryLook(DocumentQuery query, int subscribers, int documents, boolean current, boolean blind) {

    /** What it is counted by. */
    String kind() {
        return blind ? "re-run: SIZE" : query.wayKind();
    }

    /** How it stays live. */
    public String way() {
        return blind
                ? "re-run: its rows are too many to be kept, or of values whose order is not known here"
                : query.wayText();
    }
}

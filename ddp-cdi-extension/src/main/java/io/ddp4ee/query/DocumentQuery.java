package io.ddp4ee.query;

import java.util.Set;

import jakarta.annotation.Nullable;

/** A query that can be kept live. Equal queries, by {@code equals}, are run once for all their subscribers. */
public interface DocumentQuery {

    /** Where its documents belong. */
    String collection();

    /** The entities that it reads, by the names of the roots of their hierarchies. */
    Set<String> entities();

    /** How it follows from what is delivered; null if only the database can tell. */
    @Nullable
    default Matching matching() {
        return null;
    }

    /** How it stays live, for whoever looks after the server. */
    default String wayText() {
        return "re-run";
    }

    /** What it asks for, for whoever looks after the server. */
    default String description() {
        return toString();
    }
}

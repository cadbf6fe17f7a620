package io.ddp4ee.query;

import java.util.Set;

/** A query that can be kept live. Equal queries, by {@code equals}, are run once for all their subscribers. */
public interface DocumentQuery {

    /** Where its documents belong. */
    String collection();

    /** The entities that it reads, by the names of the roots of their hierarchies. */
    Set<String> entities();

    /** What it asks for, for whoever looks after the server. */
    default String description() {
        return toString();
    }
}

package io.ddp4ee.matching;

import java.util.Set;

/**
 * Which queries have a document now: they are concerned by any change of it, whatever it becomes. Not safe for use by
 * several threads.
 *
 * @param <Q> what has documents, told apart by {@code equals}
 */
public final class Holders<Q> {

    private final Groups<String, Q> byDocument = new Groups<>();

    public void add(Q query, String documentId) {
        byDocument.add(documentId, query);
    }

    public void remove(Q query, String documentId) {
        byDocument.remove(documentId, query);
    }

    public Set<Q> of(String documentId) {
        return byDocument.get(documentId);
    }
}

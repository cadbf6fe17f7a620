package io.ddp4ee.memory;

import java.util.LinkedHashMap;
import java.util.Map;

import io.ddp4ee.document.Document;
import io.ddp4ee.query.Delta;
import io.ddp4ee.query.DocumentChange;

/**
 * Changes that somebody has not been shown: of each document that they are about, what it was before the first and what it
 * is after the last. Of one that came and went nothing is kept, so it holds no more than there was or is.
 */
public final class FoldedChanges {

    private final String collection;
    private Map<String, Document> before = new LinkedHashMap<>();
    private Map<String, Document> after = new LinkedHashMap<>();

    public FoldedChanges(String collection) {
        this.collection = collection;
    }

    public void add(Delta delta) {
        for (DocumentChange change : delta.changes()) {
            boolean isFirst = !before.containsKey(change.id()) && !after.containsKey(change.id());
            if (isFirst && change.before() != null) {
                before.put(change.id(), change.before());
            }
            if (change.isRemoved()) {
                after.remove(change.id());
            } else {
                after.put(change.id(), change.after());
            }
        }
    }

    public boolean isEmpty() {
        return before.isEmpty() && after.isEmpty();
    }

    /** All of them as one, which may be nothing. None is left. */
    public Delta take() {
        Delta delta = Delta.between(collection, before, after);
        before = new LinkedHashMap<>();
        after = new LinkedHashMap<>();
        return delta;
    }
}

package io.ddp4ee.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.ddp4ee.document.Document;

/**
 * How the result of a query differs from the one before. One object for all subscribers, and so is the text of each of its
 * messages: it is made when the first needs it, always on the dispatcher.
 */
public final class Delta {

    private final List<DocumentChange> changes;

    Delta(List<DocumentChange> changes) {
        this.changes = List.copyOf(changes);
    }

    /**
     * Replaces in the new result what is the same by what was there, so that memory holds it once.
     *
     * @param before of the documents compared, those that were there, by id
     * @param after those that are
     */
    public static Delta between(String collection, Map<String, Document> before, Map<String, Document> after) {
        List<DocumentChange> changes = new ArrayList<>();
        for (Document document : before.values()) {
            if (!after.containsKey(document.id())) {
                changes.add(DocumentChange.removed(collection, document));
            }
        }
        for (Map.Entry<String, Document> entry : after.entrySet()) {
            Document earlier = before.get(entry.getKey());
            DocumentChange change = earlier == null
                    ? DocumentChange.added(collection, entry.getValue())
                    : DocumentChange.between(collection, earlier, entry.getValue());
            if (change == null) {
                entry.setValue(earlier);
            } else {
                changes.add(change);
            }
        }
        return new Delta(changes);
    }

    public List<DocumentChange> changes() {
        return changes;
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }
}

package io.ddp4ee.query;

import java.util.IdentityHashMap;

import jakarta.annotation.Nullable;

import io.ddp4ee.document.Document;

/**
 * What a batch made of a row in one projection: one document, one difference and one text for all queries that have it, however
 * many. On the dispatcher only.
 */
final class ChangedDocument {

    private final String collection;

    @Nullable
    private final Document now;

    private DocumentChange added;

    // By identity: queries of one projection share their documents, and others are compared one by one.
    private final IdentityHashMap<Document, DocumentChange> changed = new IdentityHashMap<>(2);
    private final IdentityHashMap<Document, DocumentChange> removed = new IdentityHashMap<>(2);

    /** @param now null if the batch does not tell */
    ChangedDocument(String collection, @Nullable Document now) {
        this.collection = collection;
        this.now = now;
    }

    @Nullable
    Document now() {
        return now;
    }

    boolean isKnown() {
        return now != null;
    }

    DocumentChange added() {
        if (added == null) {
            added = DocumentChange.added(collection, now);
        }
        return added;
    }

    /** Null if it is the same. */
    @Nullable
    DocumentChange changedFrom(Document before) {
        if (!changed.containsKey(before)) {
            changed.put(before, DocumentChange.between(collection, before, now));
        }
        return changed.get(before);
    }

    DocumentChange removedFrom(Document before) {
        return removed.computeIfAbsent(before, gone -> DocumentChange.removed(collection, gone));
    }
}

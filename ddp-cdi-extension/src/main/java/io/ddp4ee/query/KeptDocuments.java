package io.ddp4ee.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.annotation.Nullable;

import io.ddp4ee.document.Document;
import io.ddp4ee.matching.BoundCondition.Verdict;

/** All documents of a query that has each row for which its condition is true. */
final class KeptDocuments implements Kept {

    private final String collection;

    @Nullable
    private final Matching matching;

    private final int mostRows;
    private Map<String, Document> documents = Map.of();

    /** @param matching null if only the database can tell what follows */
    KeptDocuments(String collection, @Nullable Matching matching, int mostRows) {
        this.collection = collection;
        this.matching = matching;
        this.mostRows = mostRows;
    }

    @Override
    public Map<String, Document> documents() {
        return documents;
    }

    @Override
    public Collection<String> rows() {
        return documents.keySet();
    }

    @Override
    public KeptChange install(QueryResult.Found found) {
        Delta delta = Delta.between(collection, documents, found.documents());
        documents = found.documents();
        return KeptChange.of(delta);
    }

    @Nullable
    @Override
    public KeptChange apply(List<ChangedRow> rows) {
        List<DocumentChange> removed = new ArrayList<>();
        List<DocumentChange> others = new ArrayList<>();
        int added = 0;
        for (ChangedRow row : rows) {
            Document known = documents.get(row.change().id());
            ChangedDocument document = row.document(matching.projection());
            Verdict verdict = matching.judge(row.change(), row);
            if (verdict == Verdict.UNJUDGED || (verdict == Verdict.IN && !document.isKnown())) {
                return null;
            }
            if (verdict == Verdict.IN) {
                others.add(known == null ? document.added() : document.changedFrom(known));
                added += known == null ? 1 : 0;
            } else if (known != null) {
                removed.add(document.removedFrom(known));
            }
        }
        if (documents.size() - removed.size() + added > mostRows) {
            // The database refuses it, as it does one that is read for the first time.
            return null;
        }
        others.removeIf(Objects::isNull);
        removed.forEach(change -> documents.remove(change.id()));
        others.forEach(change -> documents.put(change.id(), change.after()));
        removed.addAll(others);
        return KeptChange.of(new Delta(removed));
    }
}

package io.ddp4ee.query;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        Map<String, Document> before = new LinkedHashMap<>();
        Map<String, Document> after = new LinkedHashMap<>();
        for (ChangedRow row : rows) {
            Document known = documents.get(row.change().id());
            if (known != null) {
                before.put(known.id(), known);
            }
            Verdict verdict = matching.judge(row.change(), row);
            Document now = verdict == Verdict.IN ? matching.projection().document(row.change()) : null;
            if (now != null) {
                after.put(now.id(), now);
            } else if (verdict != Verdict.OUT) {
                return null;
            }
        }
        if (documents.size() - before.size() + after.size() > mostRows) {
            // The database refuses it, as it does one that is read for the first time.
            return null;
        }
        Delta delta = Delta.between(collection, before, after);
        if (!delta.isEmpty()) {
            documents.keySet().removeAll(before.keySet());
            documents.putAll(after);
        }
        return KeptChange.of(delta);
    }
}

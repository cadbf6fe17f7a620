package io.ddp4ee.query;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.annotation.Nullable;

import io.ddp4ee.document.Document;
import io.ddp4ee.matching.BoundCondition.Verdict;

/** How many rows there are: which they are is kept, and nothing else of them. */
final class KeptCount implements Kept {

    private final String collection;
    private final Matching matching;
    private final Keeping.Count count;
    private final int mostRows;

    /** Null if there are too many to be kept: then the database counts them whenever one changes. */
    @Nullable
    private Set<String> rows = new HashSet<>();

    private Map<String, Document> documents = Map.of();

    /** @param mostRows that may be kept */
    KeptCount(String collection, Matching matching, Keeping.Count count, int mostRows) {
        this.collection = collection;
        this.matching = matching;
        this.count = count;
        this.mostRows = mostRows;
    }

    @Override
    public Map<String, Document> documents() {
        return documents;
    }

    @Override
    public Collection<String> rows() {
        return rows == null ? List.of() : rows;
    }

    @Override
    public boolean isBlind() {
        return rows == null;
    }

    @Override
    public KeptChange install(QueryResult.Found found) {
        Set<String> gone = new HashSet<>(rows());
        rows = found.rows() == null ? null : new HashSet<>(found.rows().keySet());
        Set<String> come = new HashSet<>(rows());
        come.removeAll(gone);
        gone.removeAll(rows());
        return new KeptChange(show(new LinkedHashMap<>(found.documents())), come, gone);
    }

    private Delta show(Map<String, Document> now) {
        Delta delta = Delta.between(collection, documents, now);
        documents = now;
        return delta;
    }

    @Nullable
    @Override
    public KeptChange apply(List<ChangedRow> changed) {
        if (rows == null) {
            return changed.isEmpty() ? KeptChange.NONE : null;
        }
        Set<String> come = new LinkedHashSet<>();
        Set<String> gone = new LinkedHashSet<>();
        for (ChangedRow row : changed) {
            String id = row.change().id();
            Verdict verdict = matching.judge(row.change(), row);
            boolean isUnseen =
                    row.change().values().isEmpty() && row.change().documents().isEmpty();
            if (verdict == Verdict.UNJUDGED || (verdict == Verdict.IN && isUnseen)) {
                // The row that is noted need not be there: a savepoint may have been rolled back.
                return null;
            }
            if ((verdict == Verdict.IN) != rows.contains(id)) {
                (verdict == Verdict.IN ? come : gone).add(id);
            }
        }
        if (rows.size() + come.size() - gone.size() > mostRows) {
            return null;
        }
        rows.addAll(come);
        rows.removeAll(gone);
        Map<String, Document> now = new LinkedHashMap<>();
        now.put(count.name(), count.document(rows.size()));
        return new KeptChange(show(now), come, gone);
    }
}

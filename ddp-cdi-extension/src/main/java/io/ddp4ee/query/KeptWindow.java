package io.ddp4ee.query;

import java.util.ArrayList;
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
import io.ddp4ee.matching.value.Unjudged;

/**
 * A window on rows in their order, with the rows before it, and some beyond it that take the places of those that leave. What
 * is delivered says where a row is now; so the window slides without a query until nothing is left beyond its end.
 */
final class KeptWindow implements Kept {

    private final String collection;
    private final Matching matching;
    private final Keeping.Window window;
    private final int mostRows;

    /** Null if there are too many to be kept, or their order is not known: then the database is asked whenever one changes. */
    @Nullable
    private FirstRows rows;

    private Map<String, Document> visible = new LinkedHashMap<>();

    /** @param mostRows that may be kept */
    KeptWindow(String collection, Matching matching, Keeping.Window window, int mostRows) {
        this.collection = collection;
        this.matching = matching;
        this.window = window;
        this.mostRows = mostRows;
        this.rows = new FirstRows(window.order());
    }

    @Override
    public Map<String, Document> documents() {
        return visible;
    }

    @Override
    public Collection<String> rows() {
        return rows == null ? List.of() : rows.ids();
    }

    @Override
    public boolean isBlind() {
        return rows == null;
    }

    @Override
    public KeptChange install(QueryResult.Found found) {
        Set<String> before = new HashSet<>(rows());
        rows = found.rows() == null ? null : read(found);
        Set<String> come = new LinkedHashSet<>(rows());
        come.removeAll(before);
        before.removeAll(rows());
        return new KeptChange(show(rows == null ? visible(found) : slice()), come, before);
    }

    /** Null if they are not in the order that they should be in. */
    @Nullable
    private FirstRows read(QueryResult.Found found) {
        FirstRows read = new FirstRows(window.order());
        try {
            for (Map.Entry<String, Map<String, String>> row : found.rows().entrySet()) {
                List<Object> place = window.order()
                        .of(new ReadRow(row.getValue(), window.order().types()));
                if (!read.add(place, known(found.documents().get(row.getKey())))) {
                    return null;
                }
            }
        } catch (Unjudged e) {
            return null;
        }
        if (read.size() >= window.read()) {
            read.endAtLast();
        }
        return read;
    }

    /** Held once, if it is the same. */
    private Document known(Document document) {
        Document known = rows == null ? null : rows.document(document.id());
        return document.equals(known) ? known : document;
    }

    /** Of rows that were read from the first on, or of the window only. */
    private Map<String, Document> visible(QueryResult.Found found) {
        if (found.rows() == null) {
            return new LinkedHashMap<>(found.documents());
        }
        Map<String, Document> documents = new LinkedHashMap<>();
        found.documents().values().stream()
                .skip(window.offset())
                .limit(window.limit())
                .forEach(document -> documents.put(document.id(), document));
        return documents;
    }

    private Map<String, Document> slice() {
        return rows.slice(window.offset(), window.limit());
    }

    private Delta show(Map<String, Document> now) {
        Map<String, Document> before = new LinkedHashMap<>(visible);
        Map<String, Document> after = new LinkedHashMap<>(now);
        now.forEach((id, document) -> {
            if (before.remove(id, document)) {
                after.remove(id);
            }
        });
        visible = now;
        return Delta.between(collection, before, after);
    }

    @Nullable
    @Override
    public KeptChange apply(List<ChangedRow> changed) {
        if (rows == null) {
            return changed.isEmpty() ? KeptChange.NONE : null;
        }
        Set<String> out = new LinkedHashSet<>();
        Map<List<Object>, Document> in = new LinkedHashMap<>();
        for (ChangedRow row : changed) {
            if (rows.has(row.change().id())) {
                out.add(row.change().id());
            }
            if (!judge(row, in)) {
                return null;
            }
        }
        int left = rows.size() - out.size() + in.size();
        if ((left > mostRows && window.most() > mostRows) || (!rows.isComplete() && left < window.end())) {
            return null;
        }
        return out.isEmpty() && in.isEmpty() ? KeptChange.NONE : take(out, in);
    }

    /**
     * Puts a row that the window has, or has in reserve, where it is now.
     *
     * @return whether it is known if it is one
     */
    private boolean judge(ChangedRow row, Map<List<Object>, Document> in) {
        Verdict verdict = matching.judge(row.change(), row);
        if (verdict != Verdict.IN) {
            return verdict == Verdict.OUT;
        }
        List<Object> place;
        try {
            place = window.order().of(row);
        } catch (Unjudged e) {
            return false;
        }
        if (!rows.isKnown(place)) {
            return true;
        }
        Document document = row.document(matching.projection()).now();
        if (document == null) {
            return false;
        }
        in.put(place, known(document));
        return true;
    }

    private KeptChange take(Set<String> out, Map<List<Object>, Document> in) {
        out.forEach(rows::remove);
        in.forEach(rows::add);
        Set<String> put = new HashSet<>();
        in.values().forEach(document -> put.add(document.id()));
        List<String> gone = new ArrayList<>(rows.cut(window.most()));
        gone.removeIf(put::contains);
        out.stream().filter(id -> !rows.has(id)).forEach(gone::add);
        put.removeIf(id -> out.contains(id) || !rows.has(id));
        return new KeptChange(show(slice()), put, gone);
    }
}

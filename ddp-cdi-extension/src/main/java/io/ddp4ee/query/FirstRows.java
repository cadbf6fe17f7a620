package io.ddp4ee.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;

import jakarta.annotation.Nullable;

import io.ddp4ee.document.Document;
import io.ddp4ee.matching.RowOrder;

/** Rows in their order, from the first on: all there are, or all up to a place beyond which nothing is known. */
final class FirstRows {

    private final RowOrder order;
    private final TreeMap<List<Object>, Document> rows;
    private final Map<String, List<Object>> places = new HashMap<>();

    /** Null if all rows are there. */
    @Nullable
    private List<Object> end;

    FirstRows(RowOrder order) {
        this.order = order;
        this.rows = new TreeMap<>(order);
    }

    Collection<String> ids() {
        return places.keySet();
    }

    int size() {
        return rows.size();
    }

    boolean has(String id) {
        return places.containsKey(id);
    }

    /** Null if there is none. */
    @Nullable
    Document document(String id) {
        return has(id) ? rows.get(places.get(id)) : null;
    }

    boolean isComplete() {
        return end == null;
    }

    /** Whether it is known which rows there are at a place. */
    boolean isKnown(List<Object> place) {
        return end == null || order.compare(place, end) <= 0;
    }

    /** @return whether its place is after all others */
    boolean add(List<Object> place, Document document) {
        boolean isLast = rows.isEmpty() || order.compare(rows.lastKey(), place) < 0;
        rows.put(place, document);
        places.put(document.id(), place);
        return isLast;
    }

    void remove(String id) {
        rows.remove(places.remove(id));
    }

    /** Nothing is known beyond the last row. */
    void endAtLast() {
        end = rows.lastKey();
    }

    /**
     * Forgets the last rows if there are more than so many.
     *
     * @return their ids
     */
    List<String> cut(int most) {
        List<String> cut = new ArrayList<>();
        while (rows.size() > most) {
            String id = rows.pollLastEntry().getValue().id();
            places.remove(id);
            cut.add(id);
        }
        if (!cut.isEmpty()) {
            endAtLast();
        }
        return cut;
    }

    /** Some of the rows, by id. */
    Map<String, Document> slice(int offset, int limit) {
        Map<String, Document> slice = new LinkedHashMap<>();
        int place = 0;
        for (Iterator<Entry<List<Object>, Document>> all = rows.entrySet().iterator();
                all.hasNext() && slice.size() < limit; ) {
            Document document = all.next().getValue();
            if (place++ >= offset) {
                slice.put(document.id(), document);
            }
        }
        return slice;
    }
}

package io.ddp4ee.query;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.annotation.Nullable;

import io.ddp4ee.bus.Change;
import io.ddp4ee.matching.Place;
import io.ddp4ee.matching.Row;
import io.ddp4ee.matching.value.SqlText;
import io.ddp4ee.matching.value.SqlType;
import io.ddp4ee.matching.value.Unjudged;

/** The values of a row that a batch brings, and its documents. Each is made once. On the dispatcher only. */
final class ChangedRow implements Row {

    private final Change change;
    private final Map<Place, SqlType> types;
    private final Map<String, Object> values = new HashMap<>();
    private final Map<Projection, ChangedDocument> documents = new HashMap<>(2);
    private final Map<String, List<Row>> elements = new HashMap<>();

    /** @param types of all that may be asked for */
    ChangedRow(Change change, Map<Place, SqlType> types) {
        this.change = change;
        this.types = types;
    }

    Change change() {
        return change;
    }

    ChangedDocument document(Projection projection) {
        return documents.computeIfAbsent(projection, one -> one.document(change));
    }

    @Nullable
    @Override
    public Object value(String path) {
        if (values.containsKey(path)) {
            return values.get(path);
        }
        if (!change.values().containsKey(path)) {
            throw new Unjudged(path + " is not in the batch");
        }
        Object value =
                SqlText.parse(types.get(new Place(path, null)), change.values().get(path));
        values.put(path, value);
        return value;
    }

    @Override
    public List<Row> elements(String path) {
        List<Map<String, String>> told = change.elements().get(path);
        if (told == null) {
            throw new Unjudged(path + " is not in the batch");
        }
        return elements.computeIfAbsent(
                path,
                p -> told.stream().<Row>map(values -> new Element(path, values)).toList());
    }

    /** Of a collection. */
    private final class Element implements Row {
        private final String collection;
        private final Map<String, String> told;
        private final Map<String, Object> values = new HashMap<>();

        Element(String collection, Map<String, String> told) {
            this.collection = collection;
            this.told = told;
        }

        @Nullable
        @Override
        public Object value(String path) {
            if (values.containsKey(path)) {
                return values.get(path);
            }
            if (!told.containsKey(path)) {
                throw new Unjudged(path + " of " + collection + " is not in the batch");
            }
            Object value = SqlText.parse(types.get(new Place(collection, path)), told.get(path));
            values.put(path, value);
            return value;
        }

        @Override
        public List<Row> elements(String path) {
            throw new Unjudged(path + " of " + collection + " is not in the batch");
        }
    }
}

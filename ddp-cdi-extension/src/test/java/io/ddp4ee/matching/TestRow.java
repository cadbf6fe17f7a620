package io.ddp4ee.matching;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.ddp4ee.matching.value.Unjudged;

/** A row of given values; of others it knows nothing. */
final class TestRow implements Row {

    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, List<Row>> collections = new HashMap<>();

    static TestRow of(Object... pathsAndValues) {
        TestRow row = new TestRow();
        for (int i = 0; i < pathsAndValues.length; i += 2) {
            row.values.put((String) pathsAndValues[i], pathsAndValues[i + 1]);
        }
        return row;
    }

    TestRow with(String path, TestRow... elements) {
        collections.put(path, List.of(elements));
        return this;
    }

    @Override
    public Object value(String path) {
        if (!values.containsKey(path)) {
            throw new Unjudged(path);
        }
        return values.get(path);
    }

    @Override
    public List<Row> elements(String path) {
        if (!collections.containsKey(path)) {
            throw new Unjudged(path);
        }
        return collections.get(path);
    }
}

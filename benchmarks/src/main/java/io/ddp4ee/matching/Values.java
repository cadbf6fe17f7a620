package io.ddp4ee.matching;

import java.util.List;
import java.util.Map;

/** A row of given values. */
record Values(Map<String, Object> byPath) implements Row {

    @Override
    public Object value(String path) {
        return byPath.get(path);
    }

    @Override
    public List<Row> elements(String path) {
        return List.of();
    }
}

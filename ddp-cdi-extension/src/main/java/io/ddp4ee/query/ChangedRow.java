package io.ddp4ee.query;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.annotation.Nullable;

import io.ddp4ee.bus.Change;
import io.ddp4ee.matching.Row;
import io.ddp4ee.matching.value.SqlText;
import io.ddp4ee.matching.value.SqlType;
import io.ddp4ee.matching.value.Unjudged;

/** The values of a row that a batch brings. Each is read once. On the dispatcher only. */
final class ChangedRow implements Row {

    private final Change change;
    private final Map<String, SqlType> types;
    private final Map<String, Object> values = new HashMap<>();

    /** @param types of all that may be asked for, by path */
    ChangedRow(Change change, Map<String, SqlType> types) {
        this.change = change;
        this.types = types;
    }

    Change change() {
        return change;
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
        Object value = SqlText.parse(types.get(path), change.values().get(path));
        values.put(path, value);
        return value;
    }

    @Override
    public List<Row> elements(String path) {
        throw new Unjudged(path + " is not in the batch");
    }
}

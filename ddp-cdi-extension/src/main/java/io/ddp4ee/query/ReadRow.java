package io.ddp4ee.query;

import java.util.List;
import java.util.Map;

import jakarta.annotation.Nullable;

import io.ddp4ee.matching.Row;
import io.ddp4ee.matching.value.SqlText;
import io.ddp4ee.matching.value.SqlType;
import io.ddp4ee.matching.value.Unjudged;

/**
 * The values of a row that was read.
 *
 * @param values as the database writes a literal of each
 * @param types of them
 */
record ReadRow(Map<String, String> values, Map<String, SqlType> types) implements Row {

    @Nullable
    @Override
    public Object value(String path) {
        return SqlText.parse(types.get(path), values.get(path));
    }

    @Override
    public List<Row> elements(String path) {
        throw new Unjudged(path + " is not read");
    }
}

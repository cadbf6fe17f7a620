package io.ddp4ee.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.annotation.Nullable;
import jakarta.persistence.metamodel.Attribute;

/** A field that is an object: an embeddable. Null if all of it is, as JPA has no other empty embeddable. */
record EmbeddedColumn(
        String name, List<Column> columns, @Nullable Attribute<?, ?> attribute) implements Column {

    @Override
    public List<String> expressions() {
        return columns.stream().flatMap(column -> column.expressions().stream()).toList();
    }

    @Override
    public Object value(Object[] tuple, int from) {
        Map<String, Object> members = new LinkedHashMap<>();
        int next = from;
        for (Column column : columns) {
            members.put(column.name(), column.value(tuple, next));
            next += column.expressions().size();
        }
        return members.values().stream().allMatch(Objects::isNull) ? null : members;
    }
}

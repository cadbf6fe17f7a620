package io.ddp4ee.document;

import java.util.List;
import java.util.function.UnaryOperator;

import jakarta.annotation.Nullable;
import jakarta.persistence.metamodel.Attribute;

/** A field that is one value of the row, or an expression over it. */
record ScalarColumn(
        String name,
        String expression,
        UnaryOperator<Object> writer,
        @Nullable Attribute<?, ?> attribute) implements Column {

    @Override
    public List<String> expressions() {
        return List.of(expression);
    }

    @Override
    public Object value(Object[] tuple, int from) {
        return tuple[from] == null ? null : writer.apply(tuple[from]);
    }
}

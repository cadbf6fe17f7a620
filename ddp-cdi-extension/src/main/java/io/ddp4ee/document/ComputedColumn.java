package io.ddp4ee.document;

import java.util.List;
import java.util.function.UnaryOperator;

import jakarta.persistence.metamodel.Attribute;

/** A field that is an expression of the application over the row. */
record ComputedColumn(String name, String expression, UnaryOperator<Object> writer) implements Column {

    @Override
    public Attribute<?, ?> attribute() {
        return null;
    }

    @Override
    public List<String> expressions() {
        return List.of(expression);
    }

    @Override
    public Object value(Object[] tuple, int from) {
        return tuple[from] == null ? null : writer.apply(tuple[from]);
    }
}

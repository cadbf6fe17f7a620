package io.ddp4ee.matching;

import java.util.List;
import java.util.function.UnaryOperator;

import jakarta.annotation.Nullable;

import io.ddp4ee.matching.value.Arithmetic;
import io.ddp4ee.matching.value.Comparing;
import io.ddp4ee.matching.value.Numbers;
import io.ddp4ee.matching.value.SqlType;
import io.ddp4ee.matching.value.Truth;

/** An expression with a single value. Immutable. */
public sealed interface Operand {

    SqlType type();

    /**
     * Null for null. Every part is evaluated, also where the database may spare itself one: what fails in it would be an
     * error then and when.
     */
    @Nullable
    Object value(Input input);

    /** The value in the type that the database casts it to by itself. */
    default Object value(Input input, SqlType as) {
        Object value = value(input);
        return value == null || !type().isNumber() ? value : Numbers.cast(value, type(), as);
    }

    /** @param isOfElement of an element of a collection, within a condition about those */
    record Attribute(SqlType type, String path, boolean isOfElement) implements Operand {
        @Override
        public Object value(Input input) {
            return (isOfElement ? input.element() : input.row()).value(path);
        }
    }

    /** @param place in the parameters of the condition, which are none of them null */
    record Parameter(SqlType type, int place) implements Operand {
        @Override
        public Object value(Input input) {
            return input.parameters().get(place);
        }
    }

    record Literal(SqlType type, Object value) implements Operand {
        @Override
        public Object value(Input input) {
            return value;
        }
    }

    /** A function of one value. */
    record Mapped(SqlType type, Operand operand, UnaryOperator<Object> function) implements Operand {
        @Override
        public Object value(Input input) {
            Object value = operand.value(input);
            return value == null ? null : function.apply(value);
        }
    }

    /** A function of several values, null if one of them is. */
    record Applied(SqlType type, List<Operand> operands, Function function) implements Operand {

        /** Of values that are not null. */
        @FunctionalInterface
        public interface Function {
            Object apply(Object[] values);
        }

        @Override
        public Object value(Input input) {
            Object[] values = new Object[operands.size()];
            boolean isNull = false;
            for (int i = 0; i < values.length; i++) {
                values[i] = operands.get(i).value(input);
                isNull |= values[i] == null;
            }
            return isNull ? null : function.apply(values);
        }
    }

    record Calculated(Arithmetic operation, Operand left, Operand right) implements Operand {
        @Override
        public SqlType type() {
            return left.type().with(right.type());
        }

        @Override
        public Object value(Input input) {
            Object one = left.value(input, type());
            Object other = right.value(input, type());
            return one == null || other == null ? null : operation.apply(type(), one, other);
        }
    }

    /** The first that is not null. */
    record Coalesced(SqlType type, List<Operand> operands) implements Operand {
        @Override
        public Object value(Input input) {
            Object found = null;
            for (Operand operand : operands) {
                Object value = operand.value(input, type);
                found = found == null ? value : found;
            }
            return found;
        }
    }

    /** Null if both are equal. */
    record NulledIf(Operand left, Operand right) implements Operand {
        @Override
        public SqlType type() {
            return left.type();
        }

        @Override
        public Object value(Input input) {
            Object one = left.value(input);
            Object other = right.value(input);
            boolean isEqual =
                    one != null && other != null && Comparing.compare(one, left.type(), other, right.type()) == 0;
            return isEqual ? null : one;
        }
    }

    /** The result of the first condition that is true. */
    record Case(SqlType type, List<Condition> conditions, List<Operand> results, Operand otherwise) implements Operand {
        @Override
        public Object value(Input input) {
            Object found = otherwise.value(input, type);
            for (int i = conditions.size() - 1; i >= 0; i--) {
                Object result = results.get(i).value(input, type);
                found = conditions.get(i).truth(input) == Truth.TRUE ? result : found;
            }
            return found;
        }
    }

    /** How many elements a collection has. */
    record Size(String path) implements Operand {
        @Override
        public SqlType type() {
            return SqlType.INT8;
        }

        @Override
        public Object value(Input input) {
            return (long) input.row().elements(path).size();
        }
    }
}

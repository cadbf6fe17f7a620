package io.ddp4ee.matching.value;

import java.math.BigDecimal;

/** What is done with one number. */
public final class Numbers {

    private Numbers() {}

    static Object inRange(SqlType type, long value) {
        boolean fits =
                switch (type) {
                    case INT2 -> value == (short) value;
                    case INT4 -> value == (int) value;
                    default -> true;
                };
        if (!fits) {
            throw new Unjudged("an error: out of range");
        }
        return value;
    }

    /** As the database casts it of itself: to a type that is wider, or to a float. */
    public static Object cast(Object number, SqlType from, SqlType to) {
        if (from == to || (from.isInteger() && to.isInteger()) || (from.isFloat() && to.isFloat())) {
            return number;
        }
        if (to == SqlType.NUMERIC) {
            return BigDecimal.valueOf((Long) number);
        }
        return toDouble(number);
    }

    /** @throws Unjudged if it is out of the range of floats, which is an error */
    static double toDouble(Object number) {
        double value = ((Number) number).doubleValue();
        if (number instanceof BigDecimal decimal
                && (Double.isInfinite(value) || (value == 0 && decimal.signum() != 0))) {
            throw new Unjudged("an error: out of range");
        }
        return value;
    }

    public static Object negate(SqlType type, Object value) {
        if (value instanceof Double number) {
            return -number;
        }
        return value instanceof BigDecimal decimal ? decimal.negate() : Arithmetic.SUBTRACT.apply(type, 0L, value);
    }

    public static Object abs(SqlType type, Object value) {
        if (value instanceof Double number) {
            return Math.abs(number);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.abs();
        }
        return (Long) value < 0 ? negate(type, value) : value;
    }

    public static long mod(long left, long right) {
        if (right == 0) {
            throw new Unjudged("an error: division by zero");
        }
        return left % right;
    }

    public static double sqrt(double value) {
        if (value < 0) {
            throw new Unjudged("an error: square root of a negative number");
        }
        return Math.sqrt(value);
    }
}

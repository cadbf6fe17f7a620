package io.ddp4ee.ejson;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Brings values of Java into the one form that {@code equals} can compare. */
public final class Values {

    private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private Values() {}

    /**
     * The EJSON value of a Java value: numbers, dates, bytes, custom types' values,
     * collections and maps of these; enums by name.
     *
     * @throws IllegalArgumentException for a value of any other class
     */
    public static Object of(Object value) {
        if (value == null || value instanceof Boolean || value instanceof String || value instanceof Long) {
            return value;
        }
        if (isOfEjson(value)) {
            return value;
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Date date) {
            return Instant.ofEpochMilli(date.getTime());
        }
        if (value instanceof byte[] bytes) {
            return new Binary(bytes);
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof UUID || value instanceof Character) {
            return value.toString();
        }
        if (value instanceof Collection<?> collection) {
            List<Object> elements = new ArrayList<>(collection.size());
            collection.forEach(element -> elements.add(of(element)));
            return elements;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put(String.valueOf(name), of(member)));
            return members;
        }
        throw new IllegalArgumentException(
                "EJSON has no value for a " + value.getClass().getName());
    }

    /** Whether it is a value of a type that EJSON has and JSON has not, in its one form. */
    public static boolean isOfEjson(Object value) {
        return value instanceof Instant
                || value instanceof Binary
                || value instanceof RegExp
                || value instanceof InvalidDate
                || value instanceof Custom;
    }

    /** Whether JavaScript has a date for a time. */
    public static boolean isDate(Instant time) {
        return Dates.holds(time);
    }

    private static Object number(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal(decimal);
        }
        if (number instanceof BigInteger integer) {
            return decimal(new BigDecimal(integer));
        }
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            return Double.isNaN(value) || Double.isInfinite(value)
                    ? (Object) value
                    : decimal(number instanceof Float ? new BigDecimal(number.toString()) : Numbers.shortest(value));
        }
        long whole = number.longValue();
        // A number of the application's may have a fraction.
        return whole == number.doubleValue() ? (Object) whole : of(number.doubleValue());
    }

    /** JavaScript has one type of number: 1, 1.0 and 1e0 are the same value. */
    private static Object decimal(BigDecimal decimal) {
        BigDecimal stripped = decimal.stripTrailingZeros();
        boolean whole = stripped.scale() <= 0 && stripped.compareTo(LONG_MIN) >= 0 && stripped.compareTo(LONG_MAX) <= 0;
        return whole ? (Object) stripped.longValue() : stripped;
    }
}

package io.ddp4ee.ejson;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON values to the EJSON values that they stand for, and back to text. Safe for use by several threads. */
public final class Ejson {

    /** JavaScript's dates end here, in milliseconds on either side of 1970. */
    private static final long LAST_DATE = 8_640_000_000_000_000L;

    private final Json json = new Json();

    /** @throws EjsonException if the text is no JSON, or names a type that is not known */
    public Object parse(String text) throws EjsonException {
        return decode(json.parse(text));
    }

    /** @throws EjsonException if the value names a type that is not known */
    public Object decode(Object value) throws EjsonException {
        if (value instanceof List<?> list) {
            List<Object> elements = new ArrayList<>(list.size());
            for (Object element : list) {
                elements.add(decode(element));
            }
            return elements;
        }
        if (value instanceof Map<?, ?> map) {
            return switch (Escape.typeOf(map)) {
                case DATE -> date(map.get("$date"));
                case INF_NAN -> infNaN(map.get("$InfNaN"));
                case BINARY -> Binary.decode(String.valueOf(map.get("$binary")));
                case ESCAPE -> map.get("$escape") instanceof Map<?, ?> literal ? members(literal) : members(map);
                case REGEXP -> RegExp.parse(String.valueOf(map.get("$regexp")), String.valueOf(map.get("$flags")));
                case CUSTOM -> throw new EjsonException("Custom EJSON type " + map.get("$type") + " is not defined");
                case NONE -> members(map);
            };
        }
        return value;
    }

    private Map<String, Object> members(Map<?, ?> map) throws EjsonException {
        Map<String, Object> members = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            members.put((String) entry.getKey(), decode(entry.getValue()));
        }
        return members;
    }

    private static Object date(Object milliseconds) {
        if (milliseconds instanceof Long || milliseconds instanceof BigDecimal) {
            long value = ((Number) milliseconds).longValue();
            double exact = ((Number) milliseconds).doubleValue();
            if (Math.abs(exact) <= LAST_DATE) {
                return Instant.ofEpochMilli(value);
            }
        }
        return InvalidDate.INVALID_DATE;
    }

    private static Object infNaN(Object sign) {
        double value = sign instanceof Number number ? number.doubleValue() : Double.NaN;
        return value > 0 ? Double.POSITIVE_INFINITY : value < 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
    }

    /** The text of a value, in characters that any WebSocket can carry. */
    public static String print(Object value) {
        EjsonPrinter printer = new EjsonPrinter(false);
        printer.value(value);
        return printer.toString();
    }

    /** The text of a value as JSON that knows no EJSON, for the places of a message that are not EJSON. */
    public static String printPlain(Object value) {
        EjsonPrinter printer = new EjsonPrinter(false, true);
        printer.value(value);
        return printer.toString();
    }

    /** The text of a value in ASCII only, for carriers that know no other. */
    public static String printAscii(Object value) {
        EjsonPrinter printer = new EjsonPrinter(true);
        printer.value(value);
        return printer.toString();
    }
}

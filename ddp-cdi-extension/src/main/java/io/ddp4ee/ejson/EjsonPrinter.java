package io.ddp4ee.ejson;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Writes EJSON text. By hand, since documents are kept and compared as text, field by field: a generator for each of
 * millions of fields would cost more than the text.
 */
final class EjsonPrinter {

    /** How a text is written. */
    enum Style {
        EJSON,
        /** Without escapes. */
        LITERAL,
        /** As JavaScript's {@code JSON.stringify} does, which knows nothing of EJSON. */
        PLAIN
    }

    private final StringBuilder text = new StringBuilder();
    private final Style style;

    EjsonPrinter(Style style) {
        this.style = style;
    }

    void value(Object value) {
        if (style == Style.PLAIN && value instanceof Number number && !Numbers.holds(number)) {
            text.append(Numbers.text(Numbers.shortest(number.doubleValue())));
        } else if (value == null || value instanceof Boolean || value instanceof Long) {
            text.append(value);
        } else if (value instanceof String string) {
            string(string);
        } else if (value instanceof BigDecimal decimal) {
            text.append(Numbers.text(decimal));
        } else if (value instanceof Map<?, ?> map) {
            map(map);
        } else if (value instanceof List<?> list) {
            list(list);
        } else if (style == Style.PLAIN && PlainJson.isSpecial(value)) {
            text.append(PlainJson.text(value));
        } else if (value instanceof Instant instant) {
            date(instant);
        } else if (value instanceof InvalidDate) {
            text.append("{\"$date\":null}");
        } else if (value instanceof Binary binary) {
            text.append("{\"$binary\":\"").append(binary.encode()).append("\"}");
        } else if (value instanceof Double infNaN && !Double.isFinite(infNaN)) {
            text.append("{\"$InfNaN\":")
                    .append(infNaN.isNaN() ? 0 : infNaN > 0 ? 1 : -1)
                    .append('}');
        } else if (value instanceof RegExp regExp) {
            text.append("{\"$regexp\":");
            string(regExp.source());
            text.append(",\"$flags\":");
            string(regExp.flags());
            text.append('}');
        } else if (value instanceof Custom custom) {
            custom(custom);
        } else {
            value(Values.of(value));
        }
    }

    private void date(Instant instant) {
        if (Dates.holds(instant)) {
            text.append("{\"$date\":").append(instant.toEpochMilli()).append('}');
        } else {
            string(instant.toString());
        }
    }

    private void custom(Custom custom) {
        if (style == Style.PLAIN) {
            // Meteor's ObjectID is an object that has its digits.
            boolean isId = custom.type().equals(CustomTypes.OBJECT_ID);
            value(isId ? Map.of("_str", custom.json()) : custom.json());
            return;
        }
        text.append("{\"$type\":");
        string(custom.type());
        text.append(",\"$value\":");
        // What a type makes of its values is JSON and no EJSON, even where it looks like it.
        EjsonPrinter json = new EjsonPrinter(Style.PLAIN);
        json.value(custom.json());
        text.append(json.text).append('}');
    }

    private void map(Map<?, ?> map) {
        boolean escaped = style == Style.EJSON && Escape.typeOf(map.keySet()) != Escape.NONE;
        text.append(escaped ? "{\"$escape\":{" : "{");
        String separator = "";
        for (Map.Entry<?, ?> member : map.entrySet()) {
            text.append(separator);
            string(String.valueOf(member.getKey()));
            text.append(':');
            value(member.getValue());
            separator = ",";
        }
        text.append(escaped ? "}}" : "}");
    }

    private void list(List<?> list) {
        text.append('[');
        String separator = "";
        for (Object element : list) {
            text.append(separator);
            value(element);
            separator = ",";
        }
        text.append(']');
    }

    private void string(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                default -> {
                    if (mustEscape(string, i, c)) {
                        text.append(escaped(c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    /** A surrogate without its other half cannot be encoded: a frame that holds one would break the connection. */
    private boolean mustEscape(String string, int i, char c) {
        if (c < 0x20) {
            return true;
        }
        if (Character.isHighSurrogate(c)) {
            return i + 1 == string.length() || !Character.isLowSurrogate(string.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(string.charAt(i - 1)));
    }

    /** As four hexadecimal digits. */
    static String escaped(char c) {
        StringBuilder escaped = new StringBuilder("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            escaped.append(Character.forDigit((c >> shift) & 0xf, 16));
        }
        return escaped.toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

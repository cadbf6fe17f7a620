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

    /** Where JavaScript changes to an exponent. */
    private static final int PLAIN_DIGITS = 21;

    private final StringBuilder text = new StringBuilder();
    private final boolean ascii;
    private final boolean plain;

    EjsonPrinter(boolean ascii) {
        this(ascii, false);
    }

    /** @param plain whether to write what JavaScript's {@code JSON.stringify} does, which knows nothing of EJSON */
    EjsonPrinter(boolean ascii, boolean plain) {
        this.ascii = ascii;
        this.plain = plain;
    }

    void value(Object value) {
        if (value == null || value instanceof Boolean || value instanceof Long) {
            text.append(value);
        } else if (value instanceof String string) {
            string(string);
        } else if (value instanceof BigDecimal decimal) {
            text.append(decimal(decimal));
        } else if (value instanceof Map<?, ?> map) {
            map(map);
        } else if (value instanceof List<?> list) {
            list(list);
        } else if (plain && PlainJson.isSpecial(value)) {
            text.append(PlainJson.text(value));
        } else if (value instanceof Instant instant) {
            text.append("{\"$date\":").append(instant.toEpochMilli()).append('}');
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
        } else {
            value(Values.of(value));
        }
    }

    private void map(Map<?, ?> map) {
        boolean escaped = !plain && Escape.typeOf(map) != Escape.NONE;
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

    private static String decimal(BigDecimal decimal) {
        int magnitude = decimal.precision() - decimal.scale();
        return magnitude > -6 && magnitude <= PLAIN_DIGITS
                ? decimal.toPlainString()
                : decimal.stripTrailingZeros().toString().replace("E", "e");
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
                        escape(c);
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
        if (c < 0x20 || (ascii && c > 0x7e)) {
            return true;
        }
        if (Character.isHighSurrogate(c)) {
            return i + 1 == string.length() || !Character.isLowSurrogate(string.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(string.charAt(i - 1)));
    }

    private void escape(char c) {
        text.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            text.append(Character.forDigit((c >> shift) & 0xf, 16));
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

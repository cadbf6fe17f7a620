package io.ddp4ee.ejson;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How JavaScript converts a JSON value where Meteor leaves the conversion to it. */
final class JavaScript {

    /** Possessive: what a client sends must not be tried in many ways. */
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(?:\\d++(?:\\.\\d*+)?+|\\.\\d++)(?:[eE][+-]?\\d++)?+");

    private static final Pattern NON_DECIMAL = Pattern.compile("0(?:[xX][0-9a-fA-F]++|[oO][0-7]++|[bB][01]++)");
    private static final Pattern ZERO = Pattern.compile("0.0*+");

    private JavaScript() {}

    /** {@code String(json)} */
    static String string(Object json) {
        if (json instanceof List<?> list) {
            return list.stream()
                    .map(element -> element == null ? "" : string(element))
                    .collect(Collectors.joining(","));
        }
        if (json instanceof Number number) {
            double value = number.doubleValue();
            return Double.isFinite(value) ? Numbers.text(Numbers.shortest(value)) : String.valueOf(value);
        }
        return json instanceof Map ? "[object Object]" : String.valueOf(json);
    }

    /** The sign of {@code Number(json)}: 1, 0 or -1; 0 also for what is no number. */
    static int sign(Object json) {
        if (json instanceof Boolean bool) {
            return bool ? 1 : 0;
        }
        if (json instanceof Number number) {
            return (int) Math.signum(number.doubleValue());
        }
        return json == null ? 0 : signOf(trimmed(string(json)));
    }

    private static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (from < to && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return (c >= '\t' && c <= '\r') || c == '\ufeff' || Character.isSpaceChar(c);
    }

    private static int signOf(String text) {
        if (text.endsWith("Infinity")) {
            return switch (text) {
                case "Infinity", "+Infinity" -> 1;
                case "-Infinity" -> -1;
                default -> 0;
            };
        }
        if (NON_DECIMAL.matcher(text).matches()) {
            return ZERO.matcher(text).matches() ? 0 : 1;
        }
        return DECIMAL.matcher(text).matches() ? (int) Math.signum(Double.parseDouble(text)) : 0;
    }
}

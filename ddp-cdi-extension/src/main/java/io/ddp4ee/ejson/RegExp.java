package io.ddp4ee.ejson;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The value of {@code $regexp}. JavaScript's source text is kept as it shows it: the server carries it, and never runs it.
 *
 * @param source the pattern, in which slashes and the ends of lines are escaped
 * @param flags those that Meteor keeps, each once and in alphabetical order
 */
record RegExp(String source, String flags) {

    private static final int LONGEST_FLAGS = 50;

    /** @throws EjsonException if the pattern is none, or the flags are no text: Meteor makes it a RegExp, which refuses */
    static RegExp parse(Object source, Object flags) throws EjsonException {
        if (!(flags instanceof String text)) {
            throw new EjsonException("Flags of a regular expression that are no text");
        }
        String pattern = JavaScript.string(source);
        if (!isBalanced(pattern)) {
            throw new EjsonException("No regular expression: " + pattern);
        }
        String first = text.substring(0, Math.min(text.length(), LONGEST_FLAGS));
        String kept = Stream.of("g", "i", "m", "u", "y").filter(first::contains).collect(Collectors.joining());
        return new RegExp(escaped(pattern), kept);
    }

    /** So that it could stand between slashes in a program. */
    private static String escaped(String pattern) {
        StringBuilder escaped = new StringBuilder(pattern.length());
        boolean inClass = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            boolean isQuoted = c == '\\' && i + 1 < pattern.length();
            if (isQuoted) {
                i++;
                c = pattern.charAt(i);
            } else {
                inClass = (inClass && c != ']') || c == '[';
            }
            String end = endOfLine(c);
            boolean needsEscape = end != null || (c == '/' && !inClass);
            escaped.append(isQuoted || needsEscape ? "\\" : "").append(end == null ? String.valueOf(c) : end);
        }
        return escaped.isEmpty() ? "(?:)" : escaped.toString();
    }

    private static String endOfLine(char c) {
        return switch (c) {
            case '\n' -> "n";
            case '\r' -> "r";
            case '\u2028' -> "u2028";
            case '\u2029' -> "u2029";
            default -> null;
        };
    }

    /** By hand, since Java's patterns are others than JavaScript's, and compiling a client's may exhaust the stack. */
    private static boolean isBalanced(String source) {
        int groups = 0;
        boolean inClass = false;
        boolean repeatable = false;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '\\') {
                i++;
                if (i == source.length()) {
                    return false;
                }
            } else if (inClass) {
                inClass = c != ']';
            } else if (c == '[') {
                inClass = true;
            } else if (c == '(') {
                groups++;
                boolean special = i + 1 < source.length() && source.charAt(i + 1) == '?';
                i += special ? 1 : 0;
            } else if (c == ')' && --groups < 0) {
                return false;
            } else if ("*+?".indexOf(c) >= 0 && !repeatable) {
                return false;
            }
            repeatable = c != '(' && c != '|';
        }
        return groups == 0 && !inClass;
    }
}

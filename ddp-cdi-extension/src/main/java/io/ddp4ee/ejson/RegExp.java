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
        String first = text.substring(0, Math.min(text.length(), LONGEST_FLAGS));
        String kept = Stream.of("g", "i", "m", "u", "y").filter(first::contains).collect(Collectors.joining());
        PatternSyntax.check(pattern, kept.contains("u"));
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
}

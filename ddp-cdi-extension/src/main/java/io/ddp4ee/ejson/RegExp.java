package io.ddp4ee.ejson;

import java.util.stream.Collectors;

/**
 * The value of {@code $regexp}. JavaScript's source text is kept as it is: the server carries it, and never runs it.
 *
 * @param source the pattern
 * @param flags those that Meteor keeps, each once
 */
record RegExp(String source, String flags) {

    private static final int LONGEST_FLAGS = 50;

    /** @throws EjsonException if the pattern is none: Meteor makes it a RegExp, which refuses */
    static RegExp parse(String source, String flags) throws EjsonException {
        if (!isBalanced(source)) {
            throw new EjsonException("No regular expression: " + source);
        }
        return new RegExp(source, flags);
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

    public RegExp {
        flags = flags.chars()
                .limit(LONGEST_FLAGS)
                .filter(flag -> "gimuy".indexOf(flag) >= 0)
                .distinct()
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}

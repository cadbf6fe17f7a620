package io.ddp4ee.ejson;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * JavaScript's grammar of patterns. By hand, since Java's patterns are others; and without recursion, since a client's
 * pattern may be nested as deep as a message is long.
 */
final class PatternSyntax {

    private final PatternText text;
    private final PatternEscapes escapes;
    private final boolean unicode;
    private final Set<String> names = new HashSet<>();
    /** Of each group that is open, whether it may be repeated. */
    private final Deque<Boolean> open = new ArrayDeque<>();

    private PatternSyntax(String pattern, boolean unicode) {
        this.text = new PatternText(pattern);
        this.escapes = new PatternEscapes(text, PatternGroups.of(pattern), unicode);
        this.unicode = unicode;
    }

    /**
     * @param unicode whether the pattern has the flag {@code u}
     * @throws EjsonException if JavaScript would refuse the pattern
     */
    static void check(String pattern, boolean unicode) throws EjsonException {
        PatternSyntax syntax = new PatternSyntax(pattern, unicode);
        boolean repeatable = false;
        while (!syntax.text.isAtEnd()) {
            repeatable = syntax.term(repeatable);
        }
        if (!syntax.open.isEmpty() || !syntax.names.containsAll(syntax.escapes.references())) {
            throw syntax.text.bad();
        }
    }

    /** Reads one term, and tells whether it may be repeated. */
    private boolean term(boolean repeatable) throws EjsonException {
        char c = text.take();
        switch (c) {
            case '|', '^', '$' -> {
                return false;
            }
            case '(' -> {
                open.push(opened());
                return false;
            }
            case ')' -> {
                if (open.isEmpty()) {
                    throw text.bad();
                }
                return open.pop();
            }
            case '*', '+', '?' -> {
                return repeated(repeatable);
            }
            case '{' -> {
                return braced(repeatable);
            }
            case '}', ']' -> {
                if (unicode) {
                    throw text.bad();
                }
                return true;
            }
            case '[' -> {
                characterClass();
                return true;
            }
            case '\\' -> {
                boolean asserts = text.peek() == 'b' || text.peek() == 'B';
                escapes.outside();
                return !asserts;
            }
            default -> {
                return true;
            }
        }
    }

    private boolean opened() throws EjsonException {
        if (!text.take("?") || text.take(":")) {
            return true;
        }
        if (text.take("=") || text.take("!")) {
            return !unicode;
        }
        text.expect("<");
        if (text.take("=") || text.take("!")) {
            return false;
        }
        if (!names.add(escapes.name())) {
            throw text.bad();
        }
        return true;
    }

    private boolean repeated(boolean repeatable) throws EjsonException {
        if (!repeatable) {
            throw text.bad();
        }
        text.take("?");
        return false;
    }

    /** A brace that begins no quantifier is one, if the mode allows. */
    private boolean braced(boolean repeatable) throws EjsonException {
        String least = digits(0);
        boolean hasMost = !least.isEmpty() && text.peek(least.length()) == ',';
        String most = hasMost ? digits(least.length() + 1) : "";
        int end = least.length() + (hasMost ? 1 + most.length() : 0);
        if (least.isEmpty() || text.peek(end) != '}') {
            if (unicode) {
                throw text.bad();
            }
            return true;
        }
        if (!most.isEmpty() && isLess(most, least)) {
            throw text.bad();
        }
        text.takeAll(c -> true, end + 1);
        return repeated(repeatable);
    }

    private String digits(int from) {
        StringBuilder digits = new StringBuilder();
        while (PatternText.isDigit(text.peek(from + digits.length()))) {
            digits.append((char) text.peek(from + digits.length()));
        }
        return digits.toString();
    }

    /** As numbers; by their digits, as there may be as many as a message is long. */
    private static boolean isLess(String one, String other) {
        String left = one.replaceFirst("^0+", "");
        String right = other.replaceFirst("^0+", "");
        return left.length() == right.length() ? left.compareTo(right) < 0 : left.length() < right.length();
    }

    private void characterClass() throws EjsonException {
        text.take("^");
        while (!text.take("]")) {
            int from = atom();
            boolean isRange = text.peek() == '-' && text.peek(1) != ']';
            if (isRange && text.peek(1) >= 0) {
                text.take();
                int to = atom();
                boolean single = from != PatternEscapes.MANY && to != PatternEscapes.MANY;
                if (single ? from > to : unicode) {
                    throw text.bad();
                }
            }
        }
    }

    private int atom() throws EjsonException {
        return text.take("\\") ? escapes.withinClass() : text.takeCodePoint(unicode);
    }
}

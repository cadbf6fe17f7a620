package io.ddp4ee.ejson;

import java.util.LinkedHashSet;
import java.util.Set;

/** Reads the escapes of a JavaScript pattern, in the mode that its flags and its groups set. */
final class PatternEscapes {

    /** What is no single character: a class, an assertion, a reference. */
    static final int MANY = -1;

    private static final String SYNTAX = "^$\\.*+?()[]{}|/";
    private static final String PROPERTY = "[A-Za-z_]+(=[A-Za-z0-9_]+)?";
    private static final int LARGEST_OCTAL = 0377;
    private static final int CONTROLS = 32;

    private final PatternText text;
    private final PatternGroups groups;
    private final boolean unicode;
    private final Set<String> references = new LinkedHashSet<>();

    PatternEscapes(PatternText text, PatternGroups groups, boolean unicode) {
        this.text = text;
        this.groups = groups;
        this.unicode = unicode;
    }

    /** The names that {@code \k} has asked for. */
    Set<String> references() {
        return references;
    }

    /** Reads what follows a backslash outside a class. */
    void outside() throws EjsonException {
        int c = text.peek();
        if (c == 'b' || c == 'B') {
            text.take();
        } else if (c == 'k' && (unicode || groups.areNamed())) {
            text.take();
            text.expect("<");
            references.add(name());
        } else if (c >= '1' && c <= '9') {
            number();
        } else {
            character();
        }
    }

    private void number() throws EjsonException {
        if (!unicode) {
            // Also without such a group: then it is a number of a character, or no escape at all.
            text.take();
            return;
        }
        String digits = text.takeAll(PatternText::isDigit, Integer.MAX_VALUE);
        if (digits.length() > 9 || Integer.parseInt(digits) > groups.count()) {
            throw text.bad();
        }
    }

    /** Reads what follows a backslash within a class: the character that it is, or {@link #MANY}. */
    int withinClass() throws EjsonException {
        int c = text.peek();
        if (c == 'b') {
            text.take();
            return '\b';
        }
        boolean isControl = c == 'c' && (PatternText.isDigit(text.peek(1)) || text.peek(1) == '_');
        if (isControl && !unicode) {
            text.take();
            return text.take() % CONTROLS;
        }
        if (unicode && (c == '-' || (c >= '1' && c <= '9'))) {
            return c == '-' ? text.take() : refuse();
        }
        return character();
    }

    private int refuse() throws EjsonException {
        throw text.bad();
    }

    private int character() throws EjsonException {
        if (text.peek() == 'c' && !PatternText.isLetter(text.peek(1))) {
            // A backslash that stands for itself.
            return unicode ? refuse() : '\\';
        }
        if (PatternText.isOctal(text.peek())) {
            return octal();
        }
        int c = text.takeCodePoint(unicode);
        return switch (c) {
            case 'd', 'D', 's', 'S', 'w', 'W' -> MANY;
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> '\u000b';
            case 'c' -> text.take() % CONTROLS;
            case 'x' -> hexadecimal(text.takeHex(2), c);
            case 'u' -> unicodeCharacter(c);
            case 'p', 'P' -> property(c);
            case 'k' -> unicode || groups.areNamed() ? refuse() : c;
            default -> unicode && SYNTAX.indexOf(c) < 0 ? refuse() : c;
        };
    }

    private int octal() throws EjsonException {
        if (unicode) {
            boolean isNull = text.take() == '0' && !PatternText.isDigit(text.peek());
            return isNull ? 0 : refuse();
        }
        int value = 0;
        while (PatternText.isOctal(text.peek()) && value * 8 + text.peek() - '0' <= LARGEST_OCTAL) {
            value = value * 8 + text.take() - '0';
        }
        return value;
    }

    private int hexadecimal(int value, int otherwise) throws EjsonException {
        if (value >= 0) {
            return value;
        }
        return unicode ? refuse() : otherwise;
    }

    private int unicodeCharacter(int otherwise) throws EjsonException {
        if (unicode && text.take("{")) {
            return text.takeBracedHex();
        }
        int value = hexadecimal(text.takeHex(4), otherwise);
        if (unicode && Character.isHighSurrogate((char) value)) {
            int low = text.takeLowSurrogate();
            return low < 0 ? value : Character.toCodePoint((char) value, (char) low);
        }
        return value;
    }

    /** Which properties there are is Unicode's to say, and new with each of its versions. */
    private int property(int otherwise) throws EjsonException {
        if (!unicode) {
            return otherwise;
        }
        text.expect("{");
        String name = text.takeAll(c -> c != '}', Integer.MAX_VALUE);
        text.expect("}");
        return name.matches(PROPERTY) ? MANY : refuse();
    }

    /** Reads a group's name and the bracket behind it. */
    String name() throws EjsonException {
        StringBuilder name = new StringBuilder();
        while (!text.take(">")) {
            int c = text.take("\\") ? escapedLetter() : text.takeCodePoint(true);
            boolean fits = c == '$' || (name.isEmpty() ? c == '_' || Character.isUnicodeIdentifierStart(c) : isPart(c));
            if (!fits) {
                throw text.bad();
            }
            name.appendCodePoint(c);
        }
        if (name.isEmpty()) {
            throw text.bad();
        }
        return name.toString();
    }

    private int escapedLetter() throws EjsonException {
        text.expect("u");
        if (text.take("{")) {
            return text.takeBracedHex();
        }
        int value = text.takeHex(4);
        int low = value >= 0 && Character.isHighSurrogate((char) value) ? text.takeLowSurrogate() : -1;
        return low < 0 ? value : Character.toCodePoint((char) value, (char) low);
    }

    private static boolean isPart(int c) {
        boolean joins = c == '\u200c' || c == '\u200d';
        return joins || (Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
    }
}

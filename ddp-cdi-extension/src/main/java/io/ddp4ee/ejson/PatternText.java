package io.ddp4ee.ejson;

import java.util.function.IntPredicate;

/** The text of a JavaScript pattern, read from the front. */
final class PatternText {

    private static final int END = -1;
    private static final int LARGEST_CODE_POINT = 0x10ffff;

    private final String text;
    private int next;

    PatternText(String text) {
        this.text = text;
    }

    boolean isAtEnd() {
        return next == text.length();
    }

    /** The next character, or -1. */
    int peek() {
        return peek(0);
    }

    int peek(int ahead) {
        return next + ahead < text.length() ? text.charAt(next + ahead) : END;
    }

    char take() throws EjsonException {
        if (isAtEnd()) {
            throw bad();
        }
        return text.charAt(next++);
    }

    /** Takes a text if it is the next. */
    boolean take(String expected) {
        boolean isNext = text.startsWith(expected, next);
        next += isNext ? expected.length() : 0;
        return isNext;
    }

    void expect(String expected) throws EjsonException {
        if (!take(expected)) {
            throw bad();
        }
    }

    /** Takes a character, which in unicode mode two of Java's may be. */
    int takeCodePoint(boolean unicode) throws EjsonException {
        char first = take();
        return unicode && Character.isHighSurrogate(first) && !isAtEnd() && Character.isLowSurrogate(text.charAt(next))
                ? Character.toCodePoint(first, take())
                : first;
    }

    /** Takes up to so many characters of a kind, perhaps none. */
    String takeAll(IntPredicate kind, int most) {
        int from = next;
        while (!isAtEnd() && next - from < most && kind.test(text.charAt(next))) {
            next++;
        }
        return text.substring(from, next);
    }

    /** Takes so many hexadecimal digits, or nothing and gives -1. */
    int takeHex(int digits) {
        int from = next;
        String hex = takeAll(PatternText::isHex, digits);
        if (hex.length() == digits) {
            return Integer.parseInt(hex, 16);
        }
        next = from;
        return END;
    }

    /** Takes the rest of <code>\&#117;{...}</code>. */
    int takeBracedHex() throws EjsonException {
        String hex = takeAll(PatternText::isHex, Integer.MAX_VALUE);
        expect("}");
        String digits = hex.replaceFirst("^0+(?=.)", "");
        if (digits.isEmpty() || digits.length() > 6 || Integer.parseInt(digits, 16) > LARGEST_CODE_POINT) {
            throw bad();
        }
        return Integer.parseInt(digits, 16);
    }

    /** Takes the lower half of a character of which the upper was written as an escape, or nothing and gives -1. */
    int takeLowSurrogate() {
        int from = next;
        int low = take("\\u") ? takeHex(4) : END;
        if (low != END && Character.isLowSurrogate((char) low)) {
            return low;
        }
        next = from;
        return END;
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isOctal(int c) {
        return c >= '0' && c <= '7';
    }

    static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isHex(int c) {
        return c < 128 && Character.digit(c, 16) >= 0;
    }

    EjsonException bad() {
        return new EjsonException("No regular expression");
    }
}

package io.ddp4ee.listener;

/**
 * Any text in ASCII, whose characters are bytes in every database. Whatever is no ASCII, and the NUL that PostgreSQL does
 * not take, is written as a mark and four hexadecimal digits for each UTF-16 unit; the mark is a character that JSON never
 * has.
 */
final class Ascii {

    private static final char MARK = '\u001a';
    private static final int DIGITS = 4;

    private Ascii() {}

    static String encode(String text) {
        if (text.chars().allMatch(Ascii::isPlain)) {
            return text;
        }
        StringBuilder ascii = new StringBuilder(text.length() * 2);
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (isPlain(unit)) {
                ascii.append(unit);
            } else {
                ascii.append(MARK).append(String.format("%04x", (int) unit));
            }
        }
        return ascii.toString();
    }

    /** @throws IllegalArgumentException if a mark is not followed by its digits */
    static String decode(String ascii) {
        if (ascii.indexOf(MARK) < 0) {
            return ascii;
        }
        StringBuilder text = new StringBuilder(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            char unit = ascii.charAt(i);
            if (unit != MARK) {
                text.append(unit);
            } else if (i + DIGITS < ascii.length()) {
                text.append((char) Integer.parseInt(ascii, i + 1, i + 1 + DIGITS, 16));
                i += DIGITS;
            } else {
                throw new IllegalArgumentException("A text from the bus ends within a character");
            }
        }
        return text.toString();
    }

    private static boolean isPlain(int unit) {
        return unit != 0 && unit != MARK && unit < 0x80;
    }
}

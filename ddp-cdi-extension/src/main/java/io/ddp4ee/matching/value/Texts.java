package io.ddp4ee.matching.value;

/** Functions of texts, whose characters are code points. */
public final class Texts {

    private Texts() {}

    public static long length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The characters from one position, the first of which is 1, to the end. */
    public static String substring(String text, long start) {
        return between(text, start, Long.MAX_VALUE);
    }

    /** The window may begin before the text. */
    public static String substring(String text, long start, long length) {
        if (length < 0) {
            throw new Unjudged("an error: negative length of a substring");
        }
        return between(text, start, start + length);
    }

    private static String between(String text, long start, long end) {
        long first = Math.max(start, 1);
        long last = Math.min(end, length(text) + 1);
        if (last <= first) {
            return "";
        }
        int from = text.offsetByCodePoints(0, (int) (first - 1));
        return text.substring(from, text.offsetByCodePoints(from, (int) (last - first)));
    }

    /** The position of the first occurrence, 0 if there is none. */
    public static long position(String searched, String text) {
        int index = text.indexOf(searched);
        return index < 0 ? 0 : text.codePointCount(0, index) + 1L;
    }

    /** Without that character at the ends that are asked for. */
    public static String trim(String text, int character, boolean leading, boolean trailing) {
        int start = 0;
        int end = text.length();
        int width = Character.charCount(character);
        while (leading && start < end && text.codePointAt(start) == character) {
            start += width;
        }
        while (trailing && end > start && text.codePointBefore(end) == character) {
            end -= width;
        }
        return text.substring(start, end);
    }
}

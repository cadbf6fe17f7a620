package io.ddp4ee.matching.value;

import java.util.function.IntPredicate;

/** What {@code lower} and {@code upper} do under a locale. */
public enum Folding {

    /** Nothing but ASCII has cases. */
    ASCII,

    /** ASCII has the cases that it has everywhere; of all else only the database knows. */
    ASCII_AND_OTHERS,

    /** Even the letters of ASCII have others, as in Turkish. */
    UNKNOWN;

    public String lower(String text) {
        return fold(text, c -> c >= 'A' && c <= 'Z', 'a' - 'A');
    }

    public String upper(String text) {
        return fold(text, c -> c >= 'a' && c <= 'z', 'A' - 'a');
    }

    private String fold(String text, IntPredicate isFolded, int distance) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (this == UNKNOWN || (this == ASCII_AND_OTHERS && c > 127)) {
                throw new Unjudged("upper and lower case under the database's locale");
            }
            folded.append(isFolded.test(c) ? (char) (c + distance) : c);
        }
        return folded.toString();
    }
}

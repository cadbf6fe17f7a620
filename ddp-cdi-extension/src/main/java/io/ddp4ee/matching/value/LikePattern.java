package io.ddp4ee.matching.value;

import java.util.stream.IntStream;

/** A pattern of {@code like}. Immutable. */
public final class LikePattern {

    /** No code point. */
    public static final int NO_ESCAPE = -1;

    private static final int ONE = -2;
    private static final int MANY = -3;

    private final int[] tokens;

    private LikePattern(int[] tokens) {
        this.tokens = tokens;
    }

    /**
     * @param escape what makes the next character stand for itself; if none is said, providers disagree on whether the
     *     database's own does
     */
    public static LikePattern of(String text, int escape) {
        IntStream.Builder tokens = IntStream.builder();
        int[] characters = text.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            int character = characters[i];
            if (character == escape) {
                if (++i == characters.length) {
                    throw new Unjudged("an error: a pattern ends with its escape character");
                }
                tokens.add(characters[i]);
            } else if (character == '\\' && escape == NO_ESCAPE) {
                throw new Unjudged("a backslash in a pattern without escape character");
            } else {
                tokens.add(character == '%' ? MANY : character == '_' ? ONE : character);
            }
        }
        return new LikePattern(tokens.build().toArray());
    }

    /** What does not fit after the last {@code %} may fit one character later; no earlier one need be tried again. */
    public boolean matches(String value) {
        int[] text = value.codePoints().toArray();
        int token = 0;
        int at = 0;
        int many = -1;
        int taken = 0;
        while (at < text.length) {
            if (token < tokens.length && tokens[token] == MANY) {
                many = token++;
                taken = at;
            } else if (token < tokens.length && (tokens[token] == ONE || tokens[token] == text[at])) {
                token++;
                at++;
            } else if (many >= 0) {
                token = many + 1;
                at = ++taken;
            } else {
                return false;
            }
        }
        while (token < tokens.length && tokens[token] == MANY) {
            token++;
        }
        return token == tokens.length;
    }
}

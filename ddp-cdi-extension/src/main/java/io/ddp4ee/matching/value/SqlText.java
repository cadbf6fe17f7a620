package io.ddp4ee.matching.value;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.UUID;

import jakarta.annotation.Nullable;

/**
 * Values as the database writes them in a text, by {@code quote_literal}: exact, and nothing of a persistence provider's,
 * which may have converted what it reads.
 */
public final class SqlText {

    private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .toFormatter();

    private static final DateTimeFormatter OFFSET = new DateTimeFormatterBuilder()
            .append(LOCAL)
            .appendOffset("+HH:mm:ss", "+00")
            .toFormatter();

    private SqlText() {}

    /**
     * What holds the value here.
     *
     * @param quoted null for null
     * @throws Unjudged if the value is none that is judged, as numbers that are none and the end of all times
     */
    @Nullable
    public static Object parse(SqlType type, @Nullable String quoted) {
        if (quoted == null) {
            return null;
        }
        String text = unquote(quoted);
        try {
            return switch (type) {
                case BOOLEAN -> text.startsWith("t");
                case INT2, INT4, INT8 -> Long.valueOf(text);
                case NUMERIC -> new BigDecimal(text);
                case FLOAT4 -> (double) Float.parseFloat(text);
                case FLOAT8 -> Double.valueOf(text);
                case TEXT -> text;
                case UUID -> UUID.fromString(text);
                case DATE -> SqlValues.time(LocalDate.parse(text));
                case TIMESTAMP -> SqlValues.time(LocalDateTime.parse(text, LOCAL));
                case TIMESTAMPTZ ->
                    SqlValues.time(OffsetDateTime.parse(text, OFFSET).toInstant());
            };
        } catch (NumberFormatException | DateTimeException e) {
            throw new Unjudged("no ordinary " + type + ": " + text);
        }
    }

    /** The text in it: one with backslashes is written as {@code  E'a\\b'}. */
    public static String unquote(String quoted) {
        int start = quoted.indexOf('\'') + 1;
        String text = quoted.substring(start, quoted.length() - 1).replace("''", "'");
        return start == 1 ? text : text.replace("\\\\", "\\");
    }
}

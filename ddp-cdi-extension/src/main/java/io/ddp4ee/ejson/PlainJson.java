package io.ddp4ee.ejson;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.StringJoiner;

/** What {@code JSON.stringify} makes of the values that JSON has not, as Meteor does where a message is not EJSON. */
final class PlainJson {

    private static final DateTimeFormatter AFTER_YEAR = DateTimeFormatter.ofPattern("-MM-dd'T'HH:mm:ss.SSS'Z'");
    private static final int LAST_SHORT_YEAR = 9999;

    private PlainJson() {}

    static boolean isSpecial(Object value) {
        return value instanceof Instant
                || value instanceof InvalidDate
                || value instanceof Binary
                || value instanceof RegExp
                || (value instanceof Double number && !Double.isFinite(number));
    }

    static String text(Object value) {
        if (value instanceof Instant instant) {
            return date(instant);
        }
        if (value instanceof Binary binary) {
            StringJoiner members = new StringJoiner(",", "{", "}");
            byte[] bytes = binary.bytes();
            for (int i = 0; i < bytes.length; i++) {
                members.add("\"" + i + "\":" + (bytes[i] & 0xff));
            }
            return members.toString();
        }
        return value instanceof RegExp ? "{}" : "null";
    }

    private static String date(Instant instant) {
        OffsetDateTime date = instant.atOffset(ZoneOffset.UTC);
        int year = date.getYear();
        String shown = year >= 0 && year <= LAST_SHORT_YEAR
                ? String.format(Locale.ROOT, "%04d", year)
                : String.format(Locale.ROOT, "%s%06d", year < 0 ? "-" : "+", Math.abs(year));
        return "\"" + shown + AFTER_YEAR.format(date) + "\"";
    }
}

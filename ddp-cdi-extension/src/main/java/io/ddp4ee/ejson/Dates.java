package io.ddp4ee.ejson;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of {@code $date}: what {@code new Date} makes of JSON. Of texts it knows ISO 8601's; what else JavaScript's
 * engines read differs between them, and is no date here.
 */
final class Dates {

    /** JavaScript's dates end here, in milliseconds on either side of 1970. */
    private static final long LAST_DATE = 8_640_000_000_000_000L;

    private static final Instant FIRST = Instant.ofEpochMilli(-LAST_DATE);
    private static final Instant LAST = Instant.ofEpochMilli(LAST_DATE);

    private static final Pattern ISO =
            Pattern.compile("(?<year>\\d{4}|[+-]\\d{6})(?:-(?<month>\\d\\d)(?:-(?<day>\\d\\d))?)?"
                    + "(?<time>[Tt](?<hour>\\d\\d):(?<minute>\\d\\d)(?::(?<second>\\d\\d)(?:\\.(?<fraction>\\d++))?)?"
                    + "(?<offset>[Zz]|[+-]\\d\\d:?\\d\\d)?)?");

    private static final int LONGEST_TEXT = 100;
    private static final int DAYS = 31;
    private static final int END_OF_DAY = 24;
    private static final int MILLISECOND_DIGITS = 3;
    private static final int NANOS_OF_MILLISECOND = 1_000_000;

    private Dates() {}

    static boolean holds(Instant instant) {
        return !instant.isBefore(FIRST) && !instant.isAfter(LAST);
    }

    static Object decode(Object json) {
        if (json == null) {
            return Instant.EPOCH;
        }
        if (json instanceof Boolean bool) {
            return Instant.ofEpochMilli(bool ? 1 : 0);
        }
        if (json instanceof Number number) {
            double milliseconds = number.doubleValue();
            return Math.abs(milliseconds) <= LAST_DATE
                    ? Instant.ofEpochMilli((long) milliseconds)
                    : InvalidDate.INVALID_DATE;
        }
        return json instanceof Map ? InvalidDate.INVALID_DATE : parse(json);
    }

    private static Object parse(Object json) {
        String text = json instanceof List ? JavaScript.string(json) : (String) json;
        Matcher iso = ISO.matcher(text);
        if (text.length() > LONGEST_TEXT || !iso.matches() || iso.group("year").equals("-000000")) {
            return InvalidDate.INVALID_DATE;
        }
        try {
            return decode(instant(iso).toEpochMilli());
        } catch (DateTimeException e) {
            return InvalidDate.INVALID_DATE;
        }
    }

    private static Instant instant(Matcher iso) {
        int day = number(iso, "day", 1);
        int hour = number(iso, "hour", 0);
        int minute = number(iso, "minute", 0);
        int second = number(iso, "second", 0);
        int millisecond = milliseconds(iso.group("fraction"));
        boolean endsDay = hour == END_OF_DAY && minute + second + millisecond == 0;
        if (day < 1 || day > DAYS) {
            throw new DateTimeException("No day of a month: " + day);
        }
        // As in JavaScript February 30 is a day in March.
        LocalDateTime time = LocalDateTime.of(
                        Integer.parseInt(iso.group("year")),
                        number(iso, "month", 1),
                        1,
                        endsDay ? 0 : hour,
                        minute,
                        second,
                        millisecond * NANOS_OF_MILLISECOND)
                .plusDays(day - 1L + (endsDay ? 1 : 0));
        return instant(time, iso.group("offset"), iso.group("time") == null);
    }

    /** A date alone is UTC's; a time without an offset is the server's. */
    private static Instant instant(LocalDateTime time, String offset, boolean dateOnly) {
        if (offset == null && !dateOnly) {
            return time.atZone(ZoneId.systemDefault()).toInstant();
        }
        Instant utc = time.toInstant(ZoneOffset.UTC);
        if (offset == null || offset.equalsIgnoreCase("Z")) {
            return utc;
        }
        LocalTime shift = LocalTime.of(
                Integer.parseInt(offset.substring(1, 3)), Integer.parseInt(offset.substring(offset.length() - 2)));
        Duration ahead = Duration.ofSeconds(shift.toSecondOfDay());
        return offset.startsWith("-") ? utc.plus(ahead) : utc.minus(ahead);
    }

    private static int number(Matcher iso, String group, int otherwise) {
        return iso.group(group) == null ? otherwise : Integer.parseInt(iso.group(group));
    }

    private static int milliseconds(String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "00").substring(0, MILLISECOND_DIGITS));
    }
}

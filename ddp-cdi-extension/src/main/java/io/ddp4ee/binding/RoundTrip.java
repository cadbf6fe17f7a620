package io.ddp4ee.binding;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import jakarta.json.stream.JsonGenerator;

import io.ddp4ee.ejson.Custom;
import io.ddp4ee.ejson.Numbers;

/** Compares what a client sent with what its value in Java writes again. */
final class RoundTrip {

    /** Of no application, since it is written and read here only. */
    private static final String TIME = "time";

    private static final Pattern UUID_TEXT = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private RoundTrip() {}

    /**
     * Whether nothing was lost or guessed. Members that the Java type does not have are the client's to send and nobody's
     * to read; members and elements that are there must have kept their value.
     */
    static boolean keeps(Object sent, Object again) {
        if (sent instanceof Map<?, ?> before && again instanceof Map<?, ?> after) {
            return before.entrySet().stream()
                    .allMatch(member -> !after.containsKey(member.getKey())
                            || keeps(member.getValue(), after.get(member.getKey())));
        }
        if (sent instanceof List<?> before && again instanceof List<?> after) {
            if (before.size() != after.size()) {
                return false;
            }
            for (int i = 0; i < before.size(); i++) {
                if (!keeps(before.get(i), after.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (sent instanceof String text && again instanceof Number number) {
            BigDecimal read = Numbers.read(text);
            return read != null && read.compareTo(decimal(number)) == 0;
        }
        if (sent instanceof String text && again instanceof String kept) {
            return isKept(text, kept);
        }
        if (again instanceof Custom custom && custom.type().equals(TIME)) {
            return isTime(sent, Instant.parse((String) custom.json()));
        }
        return again == null ? sent == null : again.equals(sent);
    }

    /**
     * Times have several spellings, and an application may have its own of anything. But of a long text JSON-B takes the
     * first character for a char, and it fills up a short one for a UUID.
     */
    private static boolean isKept(String sent, String again) {
        boolean isCut = again.length() == 1 && sent.length() > 1 && sent.startsWith(again);
        boolean isFilled = UUID_TEXT.matcher(again).matches() && sent.length() != again.length();
        return !isCut && !isFilled;
    }

    /** JSON-B has read the text, so it is a time. */
    private static boolean isTime(Object sent, Instant again) {
        return again.equals(
                sent instanceof String text ? ZonedDateTime.parse(text).toInstant() : sent);
    }

    /** Writes a time with all its digits, and so that it is not taken for a text. */
    static void time(Instant time, JsonGenerator generator) {
        generator
                .writeStartObject()
                .write("$type", TIME)
                .write("$value", time.toString())
                .writeEnd();
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    }
}

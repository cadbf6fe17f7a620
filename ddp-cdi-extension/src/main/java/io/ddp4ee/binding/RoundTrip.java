package io.ddp4ee.binding;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

import io.ddp4ee.ejson.Numbers;

/** Compares what a client sent with what its value in Java writes again. */
final class RoundTrip {

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
        if (sent instanceof String && again instanceof String) {
            // Dates have several spellings, and JSON-B would have refused a wrong one.
            return true;
        }
        if (sent instanceof String text && again instanceof Instant instant) {
            return isTime(text, instant);
        }
        return again == null ? sent == null : again.equals(sent);
    }

    /** JSON-B has read the text, so it is a time. */
    private static boolean isTime(String text, Instant instant) {
        return ZonedDateTime.parse(text).toInstant().toEpochMilli() == instant.toEpochMilli();
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    }
}

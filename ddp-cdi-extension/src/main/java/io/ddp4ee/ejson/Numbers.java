package io.ddp4ee.ejson;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import jakarta.annotation.Nullable;

/** Numbers as JavaScript has them: doubles, printed with no more digits than tell one from its neighbours. */
public final class Numbers {

    private static final long LARGEST_SAFE = 1L << 53;

    /** Any decimal of so many digits survives the way into a double and back, within these powers of ten. */
    private static final int SAFE_DIGITS = 15;

    private static final int SAFE_POWER = 300;

    /** Where JavaScript changes to an exponent. */
    private static final int PLAIN_DIGITS = 21;

    private static final int SMALLEST_PLAIN = -6;

    private static final Pattern TEXT = Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?");

    private Numbers() {}

    /** Whether JavaScript shows the number as it is, so that nothing of it is lost on a client. */
    public static boolean holds(Number number) {
        if (number instanceof BigDecimal decimal) {
            return holds(decimal);
        }
        if (number instanceof BigInteger integer) {
            return holds(new BigDecimal(integer));
        }
        return !(number instanceof Long whole)
                || (whole >= -LARGEST_SAFE && whole <= LARGEST_SAFE)
                || holds(BigDecimal.valueOf(whole));
    }

    /** The number that a client has written in a text; null if it is none, or a very long one. */
    @Nullable
    public static BigDecimal read(String text) {
        return TEXT.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    /** An EJSON value in which numbers that JavaScript has not are strings. */
    public static Object safe(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(Numbers::safe).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put((String) name, safe(member)));
            return members;
        }
        if (value instanceof BigDecimal decimal && !holds(decimal)) {
            return decimal.toPlainString();
        }
        return value instanceof Long whole && !holds(whole) ? whole.toString() : value;
    }

    private static boolean holds(BigDecimal decimal) {
        BigDecimal stripped = decimal.stripTrailingZeros();
        if (stripped.precision() <= SAFE_DIGITS && Math.abs((long) stripped.scale()) <= SAFE_POWER) {
            return true;
        }
        double nearest = stripped.doubleValue();
        return !Double.isInfinite(nearest) && shortest(nearest).compareTo(stripped) == 0;
    }

    /** The digits that JavaScript prints of a finite double. Java's own are too many on some of its versions. */
    static BigDecimal shortest(double number) {
        BigDecimal shortest = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        if (shortest.precision() <= SAFE_DIGITS && Math.abs(number) >= Double.MIN_NORMAL) {
            return shortest;
        }
        BigDecimal exact = new BigDecimal(number);
        for (int digits = shortest.precision(); digits > 0; digits--) {
            BigDecimal rounded = rounded(exact, digits, number);
            if (rounded == null) {
                return shortest;
            }
            shortest = rounded;
        }
        return shortest;
    }

    /** A decimal of so many digits that is read as this double; null if there is none. */
    private static BigDecimal rounded(BigDecimal exact, int digits, double number) {
        // The nearest first. At a power of two the neighbours are not equally far, so that another may do.
        for (RoundingMode mode : List.of(RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP)) {
            BigDecimal rounded = exact.round(new MathContext(digits, mode));
            if (rounded.doubleValue() == number) {
                return rounded.stripTrailingZeros();
            }
        }
        return null;
    }

    /** The text that JavaScript prints. */
    static String text(BigDecimal decimal) {
        BigDecimal stripped = decimal.stripTrailingZeros();
        int magnitude = stripped.precision() - stripped.scale();
        return magnitude > SMALLEST_PLAIN && magnitude <= PLAIN_DIGITS
                ? stripped.toPlainString()
                : stripped.toString().replace("E", "e");
    }
}

package io.ddp4ee.matching.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Map;
import java.util.UUID;

import jakarta.annotation.Nullable;

/** Values that come from Java. */
public final class SqlValues {

    private static final Map<Class<?>, SqlType> TYPES = Map.ofEntries(
            Map.entry(Boolean.class, SqlType.BOOLEAN),
            Map.entry(Byte.class, SqlType.INT2),
            Map.entry(Short.class, SqlType.INT2),
            Map.entry(Integer.class, SqlType.INT4),
            Map.entry(Long.class, SqlType.INT8),
            Map.entry(BigInteger.class, SqlType.NUMERIC),
            Map.entry(BigDecimal.class, SqlType.NUMERIC),
            Map.entry(Float.class, SqlType.FLOAT4),
            Map.entry(Double.class, SqlType.FLOAT8),
            Map.entry(String.class, SqlType.TEXT),
            Map.entry(Character.class, SqlType.TEXT),
            Map.entry(UUID.class, SqlType.UUID),
            Map.entry(LocalDate.class, SqlType.DATE),
            Map.entry(LocalDateTime.class, SqlType.TIMESTAMP),
            Map.entry(Instant.class, SqlType.TIMESTAMPTZ),
            Map.entry(OffsetDateTime.class, SqlType.TIMESTAMPTZ));

    /** The database has microseconds; what is finer is rounded by some and cut off by others. */
    private static final int FINEST_NANOS = 1000;

    /** Before that, calendars disagree; after it, some can write no more. */
    private static final int FIRST_YEAR = 1600;

    private static final int LAST_YEAR = 9999;

    private SqlValues() {}

    /** What a parameter of a class is to the database; null if it is none of the types. */
    @Nullable
    public static SqlType typeOf(Class<?> type) {
        return TYPES.get(type);
    }

    /**
     * What holds the value here.
     *
     * @throws Unjudged if it is not known what the database is given
     */
    public static Object of(Object value) {
        if (value instanceof Float number) {
            // Drivers send it as it is, or as its decimal text, and the column may be the wider type.
            double wide = number;
            if (wide != Double.parseDouble(number.toString()) && !number.isNaN()) {
                throw new Unjudged("a float that is no short decimal");
            }
            return wide;
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
        }
        if (value instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        if (value instanceof Byte || value instanceof Short || value instanceof Integer) {
            return ((Number) value).longValue();
        }
        if (value instanceof String || value instanceof Character) {
            return text(value.toString());
        }
        if (value instanceof OffsetDateTime time) {
            return time(time.toInstant());
        }
        if (value instanceof LocalDateTime local
                && ZoneId.systemDefault().getRules().getValidOffsets(local).size() != 1) {
            // Written as a timestamp of java.sql, which is none of these but at such a moment.
            throw new Unjudged("a time at which clocks are changed");
        }
        return value instanceof LocalDate || value instanceof LocalDateTime || value instanceof Instant
                ? time(value)
                : value;
    }

    private static String text(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                throw new Unjudged("an error: a text that the database cannot hold");
            }
        }
        return value;
    }

    /** @throws Unjudged if it is one that the database or a driver may have as another */
    static Object time(Object value) {
        LocalDateTime local = value instanceof Instant instant
                ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC)
                : value instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) value;
        if (local.getYear() < FIRST_YEAR
                || local.getYear() >= LAST_YEAR
                || local.get(ChronoField.NANO_OF_SECOND) % FINEST_NANOS != 0) {
            throw new Unjudged("a time out of the ordinary");
        }
        return value;
    }
}

package io.ddp4ee.binding;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import io.ddp4ee.ejson.Binary;
import io.ddp4ee.ejson.Numbers;

/** Converts single values, strictly: a number has to be one, or be written as one in a string. */
final class Scalars {

    private static final Map<Class<?>, Function<Object, Object>> BINDERS = new HashMap<>();

    static {
        whole(BigDecimal::byteValueExact, byte.class, Byte.class);
        whole(BigDecimal::shortValueExact, short.class, Short.class);
        whole(BigDecimal::intValueExact, int.class, Integer.class);
        whole(BigDecimal::longValueExact, long.class, Long.class);
        whole(BigDecimal::toBigIntegerExact, BigInteger.class);
        BINDERS.put(BigDecimal.class, Scalars::decimal);
        BINDERS.put(Number.class, Scalars::decimal);
        put(value -> floating(value), double.class, Double.class);
        put(value -> narrow(floating(value)), float.class, Float.class);
        put(value -> expect(Boolean.class, value), boolean.class, Boolean.class);
        put(Scalars::character, char.class, Character.class);
        BINDERS.put(String.class, value -> expect(String.class, value));
        BINDERS.put(CharSequence.class, value -> expect(String.class, value));
        BINDERS.put(byte[].class, value -> expect(Binary.class, value).bytes());
        BINDERS.put(Instant.class, Scalars::instant);
        BINDERS.put(Date.class, value -> new Date(milliseconds(value)));
        BINDERS.put(java.sql.Timestamp.class, value -> java.sql.Timestamp.from(instant(value)));
        BINDERS.put(Calendar.class, Scalars::calendar);
        BINDERS.put(OffsetDateTime.class, value -> offsetDateTime(value));
        BINDERS.put(ZonedDateTime.class, value -> zonedDateTime(value));
        text(LocalDate::parse, LocalDate.class);
        BINDERS.put(java.sql.Date.class, Scalars::sqlDate);
        BINDERS.put(java.sql.Time.class, Scalars::sqlTime);
        text(LocalTime::parse, LocalTime.class);
        text(LocalDateTime::parse, LocalDateTime.class);
        text(OffsetTime::parse, OffsetTime.class);
        text(Duration::parse, Duration.class);
        text(Period::parse, Period.class);
        text(Year::parse, Year.class);
        text(YearMonth::parse, YearMonth.class);
        text(Scalars::uuid, UUID.class);
        text(URI::create, URI.class);
    }

    private Scalars() {}

    static boolean knows(Class<?> type) {
        return type.isEnum() || BINDERS.containsKey(type);
    }

    /** @throws MatchFailedException if the value does not fit */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static Object bind(Object value, Class<?> type) {
        try {
            return type.isEnum()
                    ? Enum.valueOf((Class) type, expect(String.class, value))
                    : BINDERS.get(type).apply(value);
        } catch (MatchFailedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new MatchFailedException(describe(value) + " is no " + type.getSimpleName(), e);
        }
    }

    /** Not the value itself, which is the client's. */
    static String describe(Object value) {
        return value == null ? "null" : "a " + value.getClass().getSimpleName();
    }

    private static void put(Function<Object, Object> binder, Class<?>... types) {
        for (Class<?> type : types) {
            BINDERS.put(type, binder);
        }
    }

    private static void whole(Function<BigDecimal, Object> exact, Class<?>... types) {
        put(value -> exact.apply(decimal(value)), types);
    }

    private static void text(Function<String, Object> parser, Class<?> type) {
        BINDERS.put(type, value -> parser.apply(expect(String.class, value)));
    }

    private static <T> T expect(Class<T> type, Object value) {
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        throw new MatchFailedException(describe(value) + " is no " + type.getSimpleName());
    }

    /** Digits in a string are a number too, since document ids are strings and keys are numbers. */
    private static BigDecimal decimal(Object value) {
        if (value instanceof Long number) {
            return BigDecimal.valueOf(number);
        }
        if (value instanceof BigDecimal number) {
            return number;
        }
        BigDecimal number = Numbers.read(expect(String.class, value));
        if (number == null) {
            throw new MatchFailedException("a String is no number");
        }
        return number;
    }

    private static Double floating(Object value) {
        if (value instanceof Double infNaN) {
            return infNaN;
        }
        BigDecimal decimal = decimal(value);
        double floating = decimal.doubleValue();
        if (Double.isInfinite(floating) || new BigDecimal(Double.toString(floating)).compareTo(decimal) != 0) {
            throw new MatchFailedException("a number is no double");
        }
        return floating;
    }

    private static Float narrow(Double value) {
        float narrow = value.floatValue();
        boolean infNaN = value.isNaN() || value.isInfinite();
        if (!infNaN && Float.isInfinite(narrow)) {
            throw new MatchFailedException("a number is no float");
        }
        if (!infNaN && new BigDecimal(Float.toString(narrow)).compareTo(new BigDecimal(value.toString())) != 0) {
            throw new MatchFailedException("a number is no float");
        }
        return narrow;
    }

    /** Java reads shorter texts too, and fills them up. */
    private static UUID uuid(String text) {
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new MatchFailedException("a String is no UUID");
        }
        return uuid;
    }

    private static Character character(Object value) {
        String text = expect(String.class, value);
        if (text.length() != 1) {
            throw new MatchFailedException("a String is no char");
        }
        return text.charAt(0);
    }

    private static Instant instant(Object value) {
        return value instanceof Instant instant
                ? instant
                : OffsetDateTime.parse(expect(String.class, value)).toInstant();
    }

    private static OffsetDateTime offsetDateTime(Object value) {
        return value instanceof Instant instant
                ? instant.atOffset(ZoneOffset.UTC)
                : OffsetDateTime.parse(expect(String.class, value));
    }

    private static ZonedDateTime zonedDateTime(Object value) {
        return value instanceof Instant instant
                ? instant.atZone(ZoneOffset.UTC)
                : ZonedDateTime.parse(expect(String.class, value));
    }

    private static Calendar calendar(Object value) {
        return java.util.GregorianCalendar.from(
                Instant.ofEpochMilli(milliseconds(value)).atZone(ZoneOffset.UTC));
    }

    /** For types that hold no more: a text may tell nanoseconds. */
    private static long milliseconds(Object value) {
        Instant instant = instant(value);
        long milliseconds = instant.toEpochMilli();
        if (!Instant.ofEpochMilli(milliseconds).equals(instant)) {
            throw new MatchFailedException("a time has parts of milliseconds");
        }
        return milliseconds;
    }

    /** Documents have the date as others are, and people write the day. */
    private static Object sqlDate(Object value) {
        return value instanceof Instant
                ? new java.sql.Date(milliseconds(value))
                : java.sql.Date.valueOf(expect(String.class, value));
    }

    private static Object sqlTime(Object value) {
        return value instanceof Instant
                ? new java.sql.Time(milliseconds(value))
                : java.sql.Time.valueOf(expect(String.class, value));
    }
}

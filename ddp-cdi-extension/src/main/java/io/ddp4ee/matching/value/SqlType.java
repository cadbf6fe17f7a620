package io.ddp4ee.matching.value;

import java.util.Map;

import jakarta.annotation.Nullable;

/**
 * The types that are judged, and what holds a value of each here: {@code Boolean}, {@code Long} for the integers,
 * {@code BigDecimal}, {@code Double} for both floats, {@code String}, {@code UUID}, {@code LocalDate}, {@code LocalDateTime},
 * {@code Instant}.
 */
public enum SqlType {
    BOOLEAN,
    INT2,
    INT4,
    INT8,
    NUMERIC,
    FLOAT4,
    FLOAT8,

    /** Also {@code varchar}. Not {@code char(n)}, for which blanks at the end are nothing. */
    TEXT,
    UUID,
    DATE,
    TIMESTAMP,
    TIMESTAMPTZ;

    private static final Map<String, SqlType> BY_NAME = Map.ofEntries(
            Map.entry("boolean", BOOLEAN),
            Map.entry("smallint", INT2),
            Map.entry("integer", INT4),
            Map.entry("bigint", INT8),
            Map.entry("numeric", NUMERIC),
            Map.entry("real", FLOAT4),
            Map.entry("double precision", FLOAT8),
            Map.entry("text", TEXT),
            Map.entry("character varying", TEXT),
            Map.entry("uuid", UUID),
            Map.entry("date", DATE),
            Map.entry("timestamp without time zone", TIMESTAMP),
            Map.entry("timestamp with time zone", TIMESTAMPTZ));

    /** As {@code pg_typeof} names it; null if it is none of these. */
    @Nullable
    public static SqlType named(String name) {
        return BY_NAME.get(name);
    }

    public boolean isInteger() {
        return this == INT2 || this == INT4 || this == INT8;
    }

    public boolean isFloat() {
        return this == FLOAT4 || this == FLOAT8;
    }

    /** Exact numbers. */
    public boolean isExact() {
        return isInteger() || this == NUMERIC;
    }

    public boolean isNumber() {
        return isExact() || isFloat();
    }

    /** Whether the database compares values of the two without being told how. */
    public boolean compares(SqlType other) {
        return this == other || (isNumber() && other.isNumber());
    }

    /** What arithmetic with numbers of the two results in. */
    public SqlType with(SqlType other) {
        if (this == other) {
            return this;
        }
        if (isFloat() || other.isFloat()) {
            // Also of a real with an exact number: the database prefers the wider float.
            return FLOAT8;
        }
        return compareTo(other) > 0 ? this : other;
    }
}

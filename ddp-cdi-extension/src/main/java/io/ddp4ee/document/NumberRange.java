package io.ddp4ee.document;

import java.math.BigDecimal;
import java.math.BigInteger;

import jakarta.persistence.Column;
import jakarta.persistence.Version;
import jakarta.persistence.metamodel.Attribute;

import io.ddp4ee.ejson.Numbers;
import io.ddp4ee.persistence.Members;
import io.ddp4ee.persistence.Platform;

/**
 * Whether JavaScript's numbers hold every value of a column. Decided for the column and not for the value, so that a
 * client never finds a number today and a string tomorrow.
 *
 * @param fitsNumber whether the values are sent as numbers
 */
record NumberRange(boolean fitsNumber) {

    /** Any decimal of so many digits survives the way into a double and back. */
    private static final int DIGITS = 15;

    private static final long LARGEST = 1L << 53;

    private static final NumberRange NUMBER = new NumberRange(true);
    private static final NumberRange STRING = new NumberRange(false);

    static NumberRange of(Attribute<?, ?> attribute, Class<?> type) {
        boolean whole = type == long.class || type == Long.class || type == BigInteger.class;
        if (!whole && type != BigDecimal.class) {
            return NUMBER;
        }
        int digits = digits(attribute);
        if (digits > 0) {
            return digits <= DIGITS ? NUMBER : STRING;
        }
        // A version counts updates of one row: 2^53 of them do not happen.
        boolean counted = Members.annotation(attribute, Version.class).isPresent();
        return counted || (whole && isBounded(attribute)) ? NUMBER : STRING;
    }

    private static int digits(Attribute<?, ?> attribute) {
        int precision = Members.annotation(attribute, Column.class)
                .map(Column::precision)
                .orElse(0);
        return precision == 0 && Platform.HAS_VALIDATION ? ValidatedRange.digits(attribute) : precision;
    }

    private static boolean isBounded(Attribute<?, ?> attribute) {
        return Platform.HAS_VALIDATION && ValidatedRange.isWithin(attribute, LARGEST);
    }

    /** Whether one value, of which no column is known, can be a number. */
    static boolean holds(Object value) {
        return !(value instanceof Number number) || Numbers.holds(number);
    }
}

package io.ddp4ee.matching;

import java.math.BigDecimal;

import jakarta.annotation.Nullable;

/**
 * A value at a place, which rows may have.
 *
 * @param value one for all that the database finds equal
 */
record Key(Place place, Object value) {

    /** Stands for null. */
    private enum Nothing {
        NULL
    }

    /** One object for all values that are equal at one place. */
    static Object normal(@Nullable Object value) {
        if (value == null) {
            return Nothing.NULL;
        }
        if (value instanceof Double number && number == 0) {
            return 0.0;
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
        }
        return value instanceof Long number ? normal(BigDecimal.valueOf(number)) : value;
    }

    /** Whether few rows can be expected to have it. */
    boolean isSelective() {
        return value != Nothing.NULL && !(value instanceof Boolean);
    }
}

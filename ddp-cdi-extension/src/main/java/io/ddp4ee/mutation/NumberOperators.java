package io.ddp4ee.mutation;

import java.math.BigDecimal;
import java.util.Map;

import jakarta.annotation.Nullable;

import io.ddp4ee.ejson.Values;

/** Operators on numbers. */
final class NumberOperators {

    private NumberOperators() {}

    static Object inc(@Nullable Object current, Object operand) {
        BigDecimal by = decimal(operand);
        return Values.of(current == null ? by : decimal(current).add(by));
    }

    private static BigDecimal decimal(Object value) {
        if (value instanceof Long number) {
            return BigDecimal.valueOf(number);
        }
        if (value instanceof BigDecimal number) {
            return number;
        }
        throw new UnfitException();
    }

    static Object bit(@Nullable Object current, Object operand) {
        long bits = current == null ? 0 : whole(current);
        if (!(operand instanceof Map<?, ?> operations) || operations.isEmpty()) {
            throw new UnfitException();
        }
        for (Map.Entry<?, ?> operation : operations.entrySet()) {
            long with = whole(operation.getValue());
            bits = switch (String.valueOf(operation.getKey())) {
                case "and" -> bits & with;
                case "or" -> bits | with;
                case "xor" -> bits ^ with;
                default -> throw new UnfitException();
            };
        }
        return bits;
    }

    private static long whole(Object value) {
        if (value instanceof Long number) {
            return number;
        }
        throw new UnfitException();
    }
}

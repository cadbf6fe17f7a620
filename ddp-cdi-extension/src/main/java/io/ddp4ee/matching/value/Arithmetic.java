package io.ddp4ee.matching.value;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The four operations, each in the type of its result. What overflows, or divides by zero, is an error of the query. */
public enum Arithmetic {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE;

    /** More than that is left to the database, whose own limits are far beyond. */
    private static final int MOST_DIGITS = 1000;

    private static final int MIN_SIGNIFICANT_DIGITS = 16;

    /** Of a base that the database calculates decimals in: their number decides how exact a quotient is. */
    private static final int DIGITS_OF_BASE = 4;

    /** @param type of the result, which the operands have been converted to */
    public Object apply(SqlType type, Object left, Object right) {
        if (type.isInteger()) {
            return integer(type, (Long) left, (Long) right);
        }
        return switch (type) {
            case NUMERIC -> numeric((BigDecimal) left, (BigDecimal) right);
            case FLOAT4 -> float4((Double) left, (Double) right);
            case FLOAT8 -> float8((Double) left, (Double) right);
            default -> throw new IllegalArgumentException(type + " is no number");
        };
    }

    private Object integer(SqlType type, long left, long right) {
        try {
            long result =
                    switch (this) {
                        case ADD -> Math.addExact(left, right);
                        case SUBTRACT -> Math.subtractExact(left, right);
                        case MULTIPLY -> Math.multiplyExact(left, right);
                        case DIVIDE -> right == -1 ? Math.negateExact(left) : left / right;
                    };
            return Numbers.inRange(type, result);
        } catch (ArithmeticException e) {
            throw new Unjudged("an error: " + e.getMessage());
        }
    }

    private Object numeric(BigDecimal left, BigDecimal right) {
        BigDecimal result =
                switch (this) {
                    case ADD -> left.add(right);
                    case SUBTRACT -> left.subtract(right);
                    case MULTIPLY -> left.multiply(right);
                    case DIVIDE -> quotient(left, right);
                };
        if (result.precision() > MOST_DIGITS || result.scale() > MOST_DIGITS) {
            throw new Unjudged("a number of very many digits");
        }
        return result;
    }

    /** Rounded where the database rounds it, which depends on the sizes of the two. */
    private static BigDecimal quotient(BigDecimal left, BigDecimal right) {
        if (right.signum() == 0) {
            throw new Unjudged("an error: division by zero");
        }
        int weight = weight(left) - weight(right);
        if (firstDigit(left) <= firstDigit(right)) {
            weight--;
        }
        int scale = MIN_SIGNIFICANT_DIGITS - weight * DIGITS_OF_BASE;
        scale = Math.max(Math.max(scale, 0), Math.max(left.scale(), right.scale()));
        return left.divide(right, Math.min(scale, MOST_DIGITS), RoundingMode.HALF_UP);
    }

    /** How many digits of the base stand between the first and the point. */
    private static int weight(BigDecimal value) {
        return value.signum() == 0 ? 0 : Math.floorDiv(value.precision() - value.scale() - 1, DIGITS_OF_BASE);
    }

    private static int firstDigit(BigDecimal value) {
        return value.abs().movePointLeft(weight(value) * DIGITS_OF_BASE).intValue();
    }

    private Object float8(double left, double right) {
        return checked(
                left,
                right,
                switch (this) {
                    case ADD -> left + right;
                    case SUBTRACT -> left - right;
                    case MULTIPLY -> left * right;
                    case DIVIDE -> left / right;
                });
    }

    private Object float4(double wideLeft, double wideRight) {
        float left = (float) wideLeft;
        float right = (float) wideRight;
        return checked(
                wideLeft,
                wideRight,
                switch (this) {
                    case ADD -> left + right;
                    case SUBTRACT -> left - right;
                    case MULTIPLY -> left * right;
                    case DIVIDE -> left / right;
                });
    }

    private Object checked(double left, double right, double result) {
        boolean isZeroDivide = this == DIVIDE && right == 0;
        boolean isOverflow = Double.isInfinite(result) && !Double.isInfinite(left) && !Double.isInfinite(right);
        boolean isUnderflow = (this == MULTIPLY || this == DIVIDE) && result == 0 && left != 0 && right != 0;
        if (isZeroDivide || isOverflow || isUnderflow) {
            throw new Unjudged("an error: out of range");
        }
        return result;
    }
}

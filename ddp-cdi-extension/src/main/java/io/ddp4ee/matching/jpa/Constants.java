package io.ddp4ee.matching.jpa;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import io.ddp4ee.matching.Operand;
import io.ddp4ee.matching.Refusal.Reason;
import io.ddp4ee.matching.RefusedException;
import io.ddp4ee.matching.value.SqlType;

/**
 * Numbers that come from no column: parameters and literals. EclipseLink converts them to the type of an attribute that they
 * are compared with, also if they are part of what is compared; others leave them as they are. They are judged only if that
 * makes no difference.
 */
final class Constants {

    /** From there on a float of the narrow type does not hold every whole number. */
    private static final long MOST_IN_FLOAT4 = 1L << 24;

    private Constants() {}

    /** @throws RefusedException if it may make a difference what a constant on one of the sides is converted to */
    static void check(Term left, Term right) {
        checkSide(left, right);
        checkSide(right, left);
    }

    private static void checkSide(Term side, Term other) {
        List<Operand> leaves = leaves(side.operand());
        if (isConstant(side.operand())) {
            for (Operand leaf : leaves(other.operand())) {
                if (leaf instanceof Operand.Attribute && !isKept(side, leaf.type())) {
                    throw refusal(side.operand(), leaf);
                }
            }
        } else if (leaves.stream().anyMatch(Constants::isConstant)) {
            leaves.addAll(leaves(other.operand()));
            checkEqual(leaves);
        }
    }

    /** For what is calculated of both. */
    static void checkCalculated(Term left, Term right) {
        List<Operand> leaves = leaves(left.operand());
        leaves.addAll(leaves(right.operand()));
        if (leaves.stream().anyMatch(Constants::isConstant)) {
            checkEqual(leaves);
        }
    }

    /** A literal of the widest whole numbers is one of the ordinary ones to others, until it meets a column. */
    private static void checkEqual(List<Operand> leaves) {
        if (leaves.get(0).type() == SqlType.INT8 && leaves.stream().noneMatch(Operand.Attribute.class::isInstance)) {
            throw refusal(leaves.get(0), leaves.get(0));
        }
        for (Operand leaf : leaves) {
            if (leaf.type() != leaves.get(0).type()) {
                throw refusal(leaf, leaves.get(0));
            }
        }
    }

    private static RefusedException refusal(Operand one, Operand other) {
        return new RefusedException(Reason.CONVERSION, "a constant among a " + one.type() + " and a " + other.type());
    }

    private static boolean isConstant(Operand operand) {
        return operand instanceof Operand.Parameter || operand instanceof Operand.Literal;
    }

    /** Whether a number is the same in another type. */
    private static boolean isKept(Term constant, SqlType type) {
        SqlType own = constant.type();
        if (constant.isDecimalLiteral()) {
            BigDecimal value = (BigDecimal) ((Operand.Literal) constant.operand()).value();
            boolean isBinary = new BigDecimal(value.doubleValue()).compareTo(value) == 0;
            return type == SqlType.FLOAT8 || (type == SqlType.NUMERIC && isBinary);
        }
        if (own.isInteger() && constant.operand() instanceof Operand.Literal literal) {
            long value = (Long) literal.value();
            return switch (type) {
                case INT2 -> value == (short) value;
                case INT4 -> value == (int) value;
                case FLOAT4 -> Math.abs(value) < MOST_IN_FLOAT4;
                case FLOAT8 -> value == (int) value;
                default -> true;
            };
        }
        return own == type
                || (own.isInteger() && type.isExact() && own.compareTo(type) < 0)
                || (own == SqlType.INT2 && type.isFloat())
                || ((own == SqlType.INT4 || own == SqlType.FLOAT4) && type == SqlType.FLOAT8);
    }

    /** The numbers that a value is made of. */
    private static List<Operand> leaves(Operand operand) {
        List<Operand> leaves = new ArrayList<>();
        collect(operand, leaves);
        return leaves;
    }

    private static void collect(Operand operand, List<Operand> leaves) {
        if (operand instanceof Operand.Mapped mapped) {
            collect(mapped.operand(), leaves);
        } else if (operand instanceof Operand.Applied applied) {
            applied.operands().forEach(one -> collect(one, leaves));
        } else if (operand instanceof Operand.Calculated calculated) {
            collect(calculated.left(), leaves);
            collect(calculated.right(), leaves);
        } else if (operand instanceof Operand.Coalesced coalesced) {
            coalesced.operands().forEach(one -> collect(one, leaves));
        } else if (operand instanceof Operand.NulledIf nulled) {
            collect(nulled.left(), leaves);
            collect(nulled.right(), leaves);
        } else if (operand instanceof Operand.Case choice) {
            choice.results().forEach(one -> collect(one, leaves));
            collect(choice.otherwise(), leaves);
        } else if (operand.type().isNumber()) {
            leaves.add(operand);
        }
    }
}

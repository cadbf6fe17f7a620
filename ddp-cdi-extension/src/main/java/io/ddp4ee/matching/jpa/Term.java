package io.ddp4ee.matching.jpa;

import jakarta.annotation.Nullable;

import io.ddp4ee.matching.Coding;
import io.ddp4ee.matching.Operand;
import io.ddp4ee.matching.Refusal.Reason;
import io.ddp4ee.matching.RefusedException;
import io.ddp4ee.matching.value.Collation;
import io.ddp4ee.matching.value.SqlType;

/**
 * An expression, with what its value does not tell.
 *
 * @param collation of a text; null of anything else
 * @param coding of an attribute with values of an enum, and of such values
 * @param isDecimalLiteral which is a decimal to one provider and a float to another
 */
record Term(Operand operand, @Nullable Collation collation, Coding coding, boolean isDecimalLiteral) {

    static Term of(Operand operand) {
        return new Term(operand, null, Coding.PLAIN, false);
    }

    static Term text(Operand operand, Collation collation) {
        return new Term(operand, collation, Coding.PLAIN, false);
    }

    SqlType type() {
        return operand.type();
    }

    /** The collation of an operation on two texts. */
    Collation collationWith(Term other) {
        if (collation.isDefault() || collation.equals(other.collation)) {
            return other.collation;
        }
        if (!other.collation.isDefault()) {
            throw new RefusedException(Reason.COLLATION, collation.name() + " together with " + other.collation.name());
        }
        return collation;
    }

    /** Itself, for an operation that wants a text. */
    Term asText() {
        return asType(type() == SqlType.TEXT, "text");
    }

    /** Itself, for an operation that wants a number. */
    Term asNumber() {
        return asType(type().isNumber(), "number");
    }

    /** Itself, for an operation that wants a whole number, and not one of the widest type. */
    Term asInteger() {
        return asType(type() == SqlType.INT2 || type() == SqlType.INT4, "integer");
    }

    private Term asType(boolean isOfType, String what) {
        if (!isOfType || coding != Coding.PLAIN || isDecimalLiteral) {
            throw new RefusedException(Reason.TYPES, "a " + type() + " where a plain " + what + " is wanted");
        }
        return this;
    }
}

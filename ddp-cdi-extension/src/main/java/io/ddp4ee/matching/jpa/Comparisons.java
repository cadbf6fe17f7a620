package io.ddp4ee.matching.jpa;

import io.ddp4ee.matching.Comparison;
import io.ddp4ee.matching.Condition;
import io.ddp4ee.matching.Operand;
import io.ddp4ee.matching.Refusal.Reason;
import io.ddp4ee.matching.RefusedException;
import io.ddp4ee.matching.value.Collation;
import io.ddp4ee.matching.value.Numbers;
import io.ddp4ee.matching.value.SqlType;

/** Comparisons of two terms, as far as it is known how the database compares them. */
final class Comparisons {

    private Comparisons() {}

    static Condition of(Comparison comparison, Term left, Term right) {
        if (!left.type().compares(right.type()) || left.coding() != right.coding()) {
            throw new RefusedException(Reason.TYPES, "a " + left.type() + " and a " + right.type());
        }
        if (left.type() == SqlType.TEXT) {
            Collation collation = left.collationWith(right);
            if (comparison.isOrder() && !collation.isByCodePoint()) {
                throw new RefusedException(Reason.COLLATION, "the order of texts under " + collation.name());
            }
        }
        Constants.check(left, right);
        Condition condition = new Condition.Compared(comparison, left.operand(), right.operand());
        boolean isAmbiguous = left.isDecimalLiteral()
                ? !right.type().isFloat()
                : right.isDecimalLiteral() && !left.type().isFloat();
        return isAmbiguous
                ? new Condition.Agreed(condition, new Condition.Compared(comparison, asFloat(left), asFloat(right)))
                : condition;
    }

    private static Operand asFloat(Term term) {
        return term.operand() instanceof Operand.Literal literal && term.isDecimalLiteral()
                ? new Operand.Literal(SqlType.FLOAT8, Numbers.cast(literal.value(), SqlType.NUMERIC, SqlType.FLOAT8))
                : term.operand();
    }
}

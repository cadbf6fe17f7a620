package io.ddp4ee.jpql;

import org.eclipse.persistence.jpa.jpql.parser.AbstractEncapsulatedExpression;
import org.eclipse.persistence.jpa.jpql.parser.BetweenExpression;
import org.eclipse.persistence.jpa.jpql.parser.CompoundExpression;
import org.eclipse.persistence.jpa.jpql.parser.Expression;
import org.eclipse.persistence.jpa.jpql.parser.InExpression;
import org.eclipse.persistence.jpa.jpql.parser.LikeExpression;
import org.eclipse.persistence.jpa.jpql.parser.StringLiteral;

/** The parser forgives what is missing, and leaves it out of what it gives back. */
final class Completeness {

    private Completeness() {}

    /** @throws JpqlException if something is missing in the expression itself */
    static void check(Expression expression) {
        if (!isComplete(expression)) {
            throw new JpqlException(
                    "is incomplete at \"" + expression.toActualText().strip() + "\"");
        }
    }

    private static boolean isComplete(Expression expression) {
        if (expression instanceof CompoundExpression compound) {
            return compound.hasLeftExpression() && compound.hasRightExpression();
        }
        if (expression instanceof AbstractEncapsulatedExpression encapsulated) {
            return encapsulated.hasRightParenthesis() || !encapsulated.hasLeftParenthesis();
        }
        if (expression instanceof LikeExpression like) {
            return like.hasPatternValue();
        }
        if (expression instanceof BetweenExpression between) {
            return between.hasLowerBoundExpression() && between.hasUpperBoundExpression();
        }
        if (expression instanceof InExpression in) {
            return in.hasInItems();
        }
        return !(expression instanceof StringLiteral literal) || literal.hasCloseQuote();
    }
}

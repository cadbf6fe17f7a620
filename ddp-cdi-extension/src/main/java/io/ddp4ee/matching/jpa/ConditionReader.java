package io.ddp4ee.matching.jpa;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.persistence.jpa.jpql.parser.AndExpression;
import org.eclipse.persistence.jpa.jpql.parser.BadExpression;
import org.eclipse.persistence.jpa.jpql.parser.BetweenExpression;
import org.eclipse.persistence.jpa.jpql.parser.CollectionMemberExpression;
import org.eclipse.persistence.jpa.jpql.parser.ComparisonExpression;
import org.eclipse.persistence.jpa.jpql.parser.EmptyCollectionComparisonExpression;
import org.eclipse.persistence.jpa.jpql.parser.ExistsExpression;
import org.eclipse.persistence.jpa.jpql.parser.Expression;
import org.eclipse.persistence.jpa.jpql.parser.InExpression;
import org.eclipse.persistence.jpa.jpql.parser.InputParameter;
import org.eclipse.persistence.jpa.jpql.parser.LikeExpression;
import org.eclipse.persistence.jpa.jpql.parser.NotExpression;
import org.eclipse.persistence.jpa.jpql.parser.NullComparisonExpression;
import org.eclipse.persistence.jpa.jpql.parser.OrExpression;
import org.eclipse.persistence.jpa.jpql.parser.StringLiteral;
import org.eclipse.persistence.jpa.jpql.parser.SubExpression;

import io.ddp4ee.matching.Comparison;
import io.ddp4ee.matching.Condition;
import io.ddp4ee.matching.Operand;
import io.ddp4ee.matching.Refusal.Reason;
import io.ddp4ee.matching.RefusedException;
import io.ddp4ee.matching.value.LikePattern;

/** Reads conditions. */
final class ConditionReader {

    private final OperandReader operands;
    private final CollectionReader collections;

    ConditionReader(OperandReader operands, Aliases aliases) {
        this.operands = operands;
        this.collections = new CollectionReader(this, operands, aliases);
    }

    /** A whole where clause, of which all parts must be true. */
    Condition readAll(Expression expression) {
        if (expression instanceof AndExpression and) {
            return new Condition.And(List.of(readAll(and.getLeftExpression()), readAll(and.getRightExpression())));
        }
        if (expression instanceof SubExpression brackets) {
            return readAll(brackets.getExpression());
        }
        if (expression instanceof CollectionMemberExpression member && !member.hasNot()) {
            return collections.onlyMember(member);
        }
        return read(expression);
    }

    Condition read(Expression expression) {
        if (expression instanceof AndExpression and) {
            return new Condition.And(List.of(read(and.getLeftExpression()), read(and.getRightExpression())));
        }
        if (expression instanceof OrExpression or) {
            return new Condition.Or(List.of(read(or.getLeftExpression()), read(or.getRightExpression())));
        }
        if (expression instanceof NotExpression not) {
            return new Condition.Not(read(not.getExpression()));
        }
        if (expression instanceof SubExpression brackets) {
            return read(brackets.getExpression());
        }
        if (expression instanceof BadExpression bad) {
            // What the grammar has no place for, though providers do.
            return read(bad.getExpression());
        }
        if (expression instanceof ComparisonExpression comparison) {
            return comparison(comparison);
        }
        if (expression instanceof BetweenExpression between) {
            return negated(between(between), between.hasNot());
        }
        if (expression instanceof InExpression in) {
            return negated(in(in), in.hasNot());
        }
        if (expression instanceof LikeExpression like) {
            return negated(like(like), like.hasNot());
        }
        if (expression instanceof NullComparisonExpression comparison) {
            return negated(
                    new Condition.IsNull(
                            operands.read(comparison.getExpression()).operand()),
                    comparison.hasNot());
        }
        if (expression instanceof EmptyCollectionComparisonExpression comparison) {
            return negated(collections.any(comparison.getExpression()), !comparison.hasNot());
        }
        if (expression instanceof CollectionMemberExpression member) {
            return new Condition.Not(collections.nonMember(member));
        }
        if (expression instanceof ExistsExpression exists) {
            return negated(collections.exists(exists), exists.hasNot());
        }
        throw new RefusedException(Reason.EXPRESSION, expression.toActualText());
    }

    private static Condition negated(Condition condition, boolean isNegated) {
        return isNegated ? new Condition.Not(condition) : condition;
    }

    private Condition comparison(ComparisonExpression expression) {
        Comparison comparison = Comparison.of(expression.getComparisonOperator());
        Term[] sides = operands.pair(expression.getLeftExpression(), expression.getRightExpression());
        return Comparisons.of(comparison, sides[0], sides[1]);
    }

    private Condition between(BetweenExpression between) {
        Term[] lower = operands.pair(between.getExpression(), between.getLowerBoundExpression());
        Term[] upper = operands.pair(between.getExpression(), between.getUpperBoundExpression());
        return new Condition.And(List.of(
                Comparisons.of(Comparison.GREATER_OR_EQUAL, lower[0], lower[1]),
                Comparisons.of(Comparison.LESS_OR_EQUAL, upper[0], upper[1])));
    }

    private Condition in(InExpression in) {
        Term left = operands.read(in.getExpression());
        if (in.getInItems() instanceof InputParameter parameter && in.isSingleInputParameter()) {
            Term values = operands.parameter(parameter, left);
            // Refuses what cannot be compared.
            Comparisons.of(Comparison.EQUAL, left, values);
            return new Condition.InParameter(left.operand(), (Operand.Parameter) values.operand());
        }
        List<Condition> any = new ArrayList<>();
        Term first = null;
        for (Expression item : OperandReader.items(in.getInItems())) {
            Term value = operands.read(item, left);
            if (first != null && !(first.type() == value.type() || bothIntegers(first, value))) {
                // The database compares all of them in one type then.
                throw new RefusedException(Reason.TYPES, "a list of several types");
            }
            first = value;
            any.add(Comparisons.of(Comparison.EQUAL, left, value));
        }
        return new Condition.Or(any);
    }

    private static boolean bothIntegers(Term one, Term other) {
        return one.type().isInteger() && other.type().isInteger();
    }

    private Condition like(LikeExpression like) {
        Term text = operands.read(like.getStringExpression()).asText();
        Term pattern = operands.read(like.getPatternValue(), text).asText();
        text.collationWith(pattern);
        int escape = LikePattern.NO_ESCAPE;
        if (like.hasEscapeCharacter()) {
            if (!(like.getEscapeCharacter() instanceof StringLiteral literal)
                    || OperandReader.text(literal)
                                    .codePointCount(
                                            0, OperandReader.text(literal).length())
                            != 1) {
                throw new RefusedException(Reason.EXPRESSION, like.toActualText());
            }
            escape = OperandReader.text(literal).codePointAt(0);
        }
        return new Condition.Like(text.operand(), pattern.operand(), escape);
    }
}

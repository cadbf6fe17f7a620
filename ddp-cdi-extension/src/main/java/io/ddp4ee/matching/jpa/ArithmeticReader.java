package io.ddp4ee.matching.jpa;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.persistence.jpa.jpql.parser.ArithmeticExpression;
import org.eclipse.persistence.jpa.jpql.parser.ArithmeticFactor;
import org.eclipse.persistence.jpa.jpql.parser.Expression;

import io.ddp4ee.matching.Operand;
import io.ddp4ee.matching.Refusal.Reason;
import io.ddp4ee.matching.RefusedException;
import io.ddp4ee.matching.value.Arithmetic;
import io.ddp4ee.matching.value.Numbers;
import io.ddp4ee.matching.value.SqlType;

/**
 * Reads what is calculated. Products are done from the left by all. Of {@code a - b - c} the parser makes {@code a - (b - c)},
 * and EclipseLink tells the database so, which others do not.
 */
final class ArithmeticReader {

    private final OperandReader operands;

    ArithmeticReader(OperandReader operands) {
        this.operands = operands;
    }

    Term read(Expression expression) {
        List<Expression> parts = new ArrayList<>();
        List<Arithmetic> operations = new ArrayList<>();
        flatten(expression, parts, operations);
        if (operations.stream().filter(operation -> !isProduct(operation)).count() > 1) {
            throw new RefusedException(
                    Reason.CONVERSION, expression.toActualText() + ", of which providers disagree what is done first");
        }
        List<Term> terms = terms(parts);
        Term sum = null;
        Arithmetic pending = null;
        for (int i = 0; i < terms.size(); i++) {
            Term product = terms.get(i);
            while (i < operations.size() && isProduct(operations.get(i))) {
                product = calculated(operations.get(i), product, terms.get(++i));
            }
            sum = sum == null ? product : calculated(pending, sum, product);
            pending = i < operations.size() ? operations.get(i) : null;
        }
        return sum;
    }

    /** A sign stands for the whole rest in the parser's tree; it is left in the list, before its first part. */
    private static void flatten(Expression expression, List<Expression> parts, List<Arithmetic> operations) {
        if (expression instanceof ArithmeticExpression arithmetic) {
            flatten(arithmetic.getLeftExpression(), parts, operations);
            operations.add(operation(arithmetic.getArithmeticSign()));
            flatten(arithmetic.getRightExpression(), parts, operations);
        } else if (expression instanceof ArithmeticFactor factor
                && factor.getExpression() instanceof ArithmeticExpression rest) {
            int first = parts.size();
            flatten(rest, parts, operations);
            parts.add(first, factor);
        } else {
            parts.add(expression);
        }
    }

    private List<Term> terms(List<Expression> parts) {
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            boolean isSign = parts.get(i) instanceof ArithmeticFactor factor
                    && factor.getExpression() instanceof ArithmeticExpression;
            Expression part = isSign ? parts.get(i + 1) : parts.get(i);
            Term term = operands.read(part).asNumber();
            terms.add(isSign && ((ArithmeticFactor) parts.get(i++)).isNegative() ? negated(term) : term);
        }
        return terms;
    }

    /** As a difference to zero it has another type with some, which is equal but for a small float. */
    static Term negated(Term term) {
        if (term.type() == SqlType.FLOAT4) {
            throw new RefusedException(Reason.CONVERSION, "the negative of a " + term.type());
        }
        return Term.of(new Operand.Mapped(term.type(), term.operand(), value -> Numbers.negate(term.type(), value)));
    }

    private static boolean isProduct(Arithmetic operation) {
        return operation == Arithmetic.MULTIPLY || operation == Arithmetic.DIVIDE;
    }

    private static Arithmetic operation(String sign) {
        return switch (sign) {
            case "+" -> Arithmetic.ADD;
            case "-" -> Arithmetic.SUBTRACT;
            case "*" -> Arithmetic.MULTIPLY;
            default -> Arithmetic.DIVIDE;
        };
    }

    private static Term calculated(Arithmetic operation, Term left, Term right) {
        Constants.checkCalculated(left, right);
        return Term.of(new Operand.Calculated(operation, left.operand(), right.operand()));
    }
}

package io.ddp4ee.matching.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

import jakarta.persistence.metamodel.EntityType;

import org.eclipse.persistence.jpa.jpql.parser.AbsExpression;
import org.eclipse.persistence.jpa.jpql.parser.CaseExpression;
import org.eclipse.persistence.jpa.jpql.parser.CoalesceExpression;
import org.eclipse.persistence.jpa.jpql.parser.ConcatExpression;
import org.eclipse.persistence.jpa.jpql.parser.Expression;
import org.eclipse.persistence.jpa.jpql.parser.LengthExpression;
import org.eclipse.persistence.jpa.jpql.parser.LocateExpression;
import org.eclipse.persistence.jpa.jpql.parser.LowerExpression;
import org.eclipse.persistence.jpa.jpql.parser.ModExpression;
import org.eclipse.persistence.jpa.jpql.parser.NullIfExpression;
import org.eclipse.persistence.jpa.jpql.parser.SizeExpression;
import org.eclipse.persistence.jpa.jpql.parser.SqrtExpression;
import org.eclipse.persistence.jpa.jpql.parser.StringLiteral;
import org.eclipse.persistence.jpa.jpql.parser.SubstringExpression;
import org.eclipse.persistence.jpa.jpql.parser.TrimExpression;
import org.eclipse.persistence.jpa.jpql.parser.UpperExpression;
import org.eclipse.persistence.jpa.jpql.parser.WhenClause;

import io.ddp4ee.matching.Comparison;
import io.ddp4ee.matching.Condition;
import io.ddp4ee.matching.Operand;
import io.ddp4ee.matching.Refusal.Reason;
import io.ddp4ee.matching.RefusedException;
import io.ddp4ee.matching.jpa.Aliases.End;
import io.ddp4ee.matching.value.Folding;
import io.ddp4ee.matching.value.Numbers;
import io.ddp4ee.matching.value.SqlType;
import io.ddp4ee.matching.value.Texts;

/** Reads the functions of JPQL. */
final class FunctionReader {

    private final OperandReader operands;
    private final ConditionReader conditions;

    FunctionReader(OperandReader operands, ConditionReader conditions) {
        this.operands = operands;
        this.conditions = conditions;
    }

    Term read(Expression expression) {
        if (expression instanceof ConcatExpression concat) {
            return concatenated(OperandReader.items(concat.getExpression()));
        }
        if (expression instanceof LowerExpression lower) {
            Term text = operands.read(lower.getExpression()).asText();
            Folding folding = text.collation().folding();
            return text(text, value -> folding.lower((String) value));
        }
        if (expression instanceof UpperExpression upper) {
            Term text = operands.read(upper.getExpression()).asText();
            Folding folding = text.collation().folding();
            return text(text, value -> folding.upper((String) value));
        }
        if (expression instanceof TrimExpression trim) {
            return trimmed(trim);
        }
        if (expression instanceof SubstringExpression substring) {
            return substring(substring);
        }
        if (expression instanceof LengthExpression length) {
            Term text = operands.read(length.getExpression()).asText();
            return Term.of(new Operand.Mapped(SqlType.INT4, text.operand(), value -> Texts.length((String) value)));
        }
        if (expression instanceof LocateExpression locate) {
            return position(locate);
        }
        if (expression instanceof AbsExpression abs) {
            Term number = operands.read(abs.getExpression()).asNumber();
            SqlType type = number.type();
            return Term.of(new Operand.Mapped(type, number.operand(), value -> Numbers.abs(type, value)));
        }
        if (expression instanceof SqrtExpression sqrt) {
            return squareRoot(sqrt);
        }
        if (expression instanceof ModExpression mod) {
            return remainder(mod);
        }
        if (expression instanceof SizeExpression size) {
            return size(size);
        }
        if (expression instanceof CoalesceExpression coalesce) {
            List<Term> terms = terms(OperandReader.items(coalesce.getExpression()));
            Term whole = unified(terms);
            return typed(whole, new Operand.Coalesced(whole.type(), operandsOf(terms)));
        }
        if (expression instanceof NullIfExpression nullIf) {
            Term[] sides = operands.pair(nullIf.getFirstExpression(), nullIf.getSecondExpression());
            Comparisons.of(Comparison.EQUAL, plain(sides[0]), plain(sides[1]));
            return typed(sides[0], new Operand.NulledIf(sides[0].operand(), sides[1].operand()));
        }
        if (expression instanceof CaseExpression choice) {
            return choice(choice);
        }
        throw new RefusedException(Reason.EXPRESSION, expression.toActualText());
    }

    private static Term text(Term text, UnaryOperator<Object> function) {
        return Term.text(new Operand.Mapped(SqlType.TEXT, text.operand(), function), text.collation());
    }

    private Term concatenated(List<Expression> items) {
        List<Term> terms = terms(items);
        Term first = terms.get(0).asText();
        for (Term term : terms) {
            first = Term.text(first.operand(), first.collationWith(term.asText()));
        }
        return Term.text(
                new Operand.Applied(SqlType.TEXT, operandsOf(terms), values -> {
                    StringBuilder text = new StringBuilder();
                    for (Object value : values) {
                        text.append(value);
                    }
                    return text.toString();
                }),
                first.collation());
    }

    private Term trimmed(TrimExpression trim) {
        Term text = operands.read(trim.getExpression()).asText();
        int character = ' ';
        if (trim.hasTrimCharacter()) {
            String trimmed =
                    trim.getTrimCharacter() instanceof StringLiteral literal ? OperandReader.text(literal) : "";
            if (trimmed.length() != 1) {
                throw new RefusedException(Reason.EXPRESSION, trim.toActualText());
            }
            character = trimmed.charAt(0);
        }
        int trimmed = character;
        boolean leading = trim.getSpecification() != TrimExpression.Specification.TRAILING;
        boolean trailing = trim.getSpecification() != TrimExpression.Specification.LEADING;
        return text(text, value -> Texts.trim((String) value, trimmed, leading, trailing));
    }

    private Term substring(SubstringExpression substring) {
        Term text = operands.read(substring.getFirstExpression()).asText();
        Term start = operands.read(substring.getSecondExpression()).asInteger();
        if (!substring.hasThirdExpression()) {
            return Term.text(
                    new Operand.Applied(
                            SqlType.TEXT,
                            List.of(text.operand(), start.operand()),
                            values -> Texts.substring((String) values[0], (Long) values[1])),
                    text.collation());
        }
        Term length = operands.read(substring.getThirdExpression()).asInteger();
        return Term.text(
                new Operand.Applied(
                        SqlType.TEXT,
                        List.of(text.operand(), start.operand(), length.operand()),
                        values -> Texts.substring((String) values[0], (Long) values[1], (Long) values[2])),
                text.collation());
    }

    private Term position(LocateExpression locate) {
        if (locate.hasThirdExpression()) {
            // Providers calculate it in several ways.
            throw new RefusedException(Reason.EXPRESSION, locate.toActualText());
        }
        Term searched = operands.read(locate.getFirstExpression()).asText();
        Term text = operands.read(locate.getSecondExpression()).asText();
        searched.collationWith(text);
        return Term.of(new Operand.Applied(
                SqlType.INT4,
                List.of(searched.operand(), text.operand()),
                values -> Texts.position((String) values[0], (String) values[1])));
    }

    private Term squareRoot(SqrtExpression sqrt) {
        Term number = operands.read(sqrt.getExpression()).asNumber();
        if (number.type() == SqlType.NUMERIC) {
            throw new RefusedException(Reason.EXPRESSION, sqrt.toActualText());
        }
        return Term.of(new Operand.Mapped(
                SqlType.FLOAT8,
                number.operand(),
                value -> Numbers.sqrt((Double) Numbers.cast(value, number.type(), SqlType.FLOAT8))));
    }

    private Term remainder(ModExpression mod) {
        Term left = operands.read(mod.getFirstExpression()).asNumber();
        Term right = operands.read(mod.getSecondExpression()).asNumber();
        SqlType type = left.type().with(right.type());
        if (!type.isInteger()) {
            throw new RefusedException(Reason.EXPRESSION, mod.toActualText());
        }
        return Term.of(new Operand.Applied(
                type,
                List.of(left.operand(), right.operand()),
                values -> Numbers.mod((Long) values[0], (Long) values[1])));
    }

    /** EclipseLink counts the elements that are no entities once for each row of the whole table. */
    private Term size(SizeExpression size) {
        End collection = operands.collection(size.getExpression());
        if (!(collection.type() instanceof EntityType<?>)) {
            throw new RefusedException(Reason.EXPRESSION, size.toActualText() + ", whose elements are no entities");
        }
        return Term.of(new Operand.Size(collection.dotted()));
    }

    /** EclipseLink confuses the cases of one within another. */
    private Term choice(CaseExpression choice) {
        boolean isNested = choice.toActualText().toLowerCase(Locale.ROOT).lastIndexOf("case") > 0;
        if (isNested || choice.hasCaseOperand() || !choice.hasElseExpression()) {
            throw new RefusedException(Reason.EXPRESSION, choice.toActualText());
        }
        List<Condition> whens = new ArrayList<>();
        List<Term> results = new ArrayList<>();
        for (Expression one : OperandReader.items(choice.getWhenClauses())) {
            WhenClause when = (WhenClause) one;
            whens.add(conditions.read(when.getWhenExpression()));
            results.add(operands.read(when.getThenExpression()));
        }
        List<Term> all = new ArrayList<>(results);
        Term otherwise = operands.read(choice.getElseExpression());
        all.add(otherwise);
        Term whole = unified(all);
        return typed(whole, new Operand.Case(whole.type(), whens, operandsOf(results), otherwise.operand()));
    }

    private List<Term> terms(List<Expression> expressions) {
        return expressions.stream().map(operands::read).toList();
    }

    private static List<Operand> operandsOf(List<Term> terms) {
        return terms.stream().map(Term::operand).toList();
    }

    private static Term typed(Term like, Operand operand) {
        return new Term(operand, like.collation(), like.coding(), false);
    }

    private static Term plain(Term term) {
        if (term.isDecimalLiteral()) {
            throw new RefusedException(Reason.TYPES, "a decimal literal, which is a float to some");
        }
        return term;
    }

    /** One with the type and the collation that values of all these have together. */
    private static Term unified(List<Term> terms) {
        Term whole = plain(terms.get(0));
        for (Term term : terms) {
            boolean isWider = whole.type().isExact() && term.type().isExact();
            if ((whole.type() != term.type() && !isWider) || whole.coding() != term.coding()) {
                throw new RefusedException(
                        Reason.TYPES,
                        "a " + whole.type() + " or a " + plain(term).type());
            }
            plain(term);
            if (isWider) {
                SqlType type = whole.type().with(term.type());
                whole = whole.type() == type ? whole : term;
            } else if (whole.type() == SqlType.TEXT) {
                whole = new Term(whole.operand(), whole.collationWith(term), whole.coding(), false);
            }
        }
        return whole;
    }
}

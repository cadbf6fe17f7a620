package io.ddp4ee.matching.jpa;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.annotation.Nullable;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;

import org.eclipse.persistence.jpa.jpql.parser.AbstractPathExpression;
import org.eclipse.persistence.jpa.jpql.parser.ArithmeticExpression;
import org.eclipse.persistence.jpa.jpql.parser.ArithmeticFactor;
import org.eclipse.persistence.jpa.jpql.parser.BadExpression;
import org.eclipse.persistence.jpa.jpql.parser.CollectionExpression;
import org.eclipse.persistence.jpa.jpql.parser.EntityTypeLiteral;
import org.eclipse.persistence.jpa.jpql.parser.Expression;
import org.eclipse.persistence.jpa.jpql.parser.IdentificationVariable;
import org.eclipse.persistence.jpa.jpql.parser.InputParameter;
import org.eclipse.persistence.jpa.jpql.parser.KeywordExpression;
import org.eclipse.persistence.jpa.jpql.parser.NumericLiteral;
import org.eclipse.persistence.jpa.jpql.parser.StringLiteral;
import org.eclipse.persistence.jpa.jpql.parser.SubExpression;

import io.ddp4ee.jpql.Path;
import io.ddp4ee.matching.Coding;
import io.ddp4ee.matching.Operand;
import io.ddp4ee.matching.Place;
import io.ddp4ee.matching.Refusal.Reason;
import io.ddp4ee.matching.RefusedException;
import io.ddp4ee.matching.jpa.Aliases.End;
import io.ddp4ee.matching.jpa.Columns.Column;
import io.ddp4ee.matching.value.SqlType;
import io.ddp4ee.matching.value.SqlValues;
import io.ddp4ee.persistence.EntityTypes;
import io.ddp4ee.persistence.KeyPart;

/** Reads expressions with a single value: paths, parameters, literals and what is calculated of them. */
final class OperandReader {

    private final EntityType<?> root;
    private final EntityTypes entities;
    private final Columns columns;
    private final Aliases aliases;
    private final List<Class<?>> types;
    private final List<Coding> codings;
    private final Map<Place, SqlType> places = new LinkedHashMap<>();
    private final ConditionReader conditions;
    private final FunctionReader functions;
    private final ArithmeticReader arithmetic = new ArithmeticReader(this);

    OperandReader(EntityType<?> root, EntityTypes entities, Columns columns, Aliases aliases, List<Class<?>> types) {
        this.root = root;
        this.entities = entities;
        this.columns = columns;
        this.aliases = aliases;
        this.types = types;
        this.codings = new ArrayList<>(Collections.nCopies(types.size(), Coding.PLAIN));
        this.conditions = new ConditionReader(this, aliases);
        this.functions = new FunctionReader(this, conditions);
    }

    ConditionReader conditions() {
        return conditions;
    }

    /** Of the parameters, by their numbers less one. */
    List<Coding> codings() {
        return codings;
    }

    /** What rows must have, and of which type. */
    Map<Place, SqlType> places() {
        return places;
    }

    Term read(Expression expression) {
        return read(expression, null);
    }

    /** Two that have to do with each other, so that the one tells what the other is. */
    Term[] pair(Expression left, Expression right) {
        if (left instanceof InputParameter) {
            Term other = read(right);
            return new Term[] {read(left, other), other};
        }
        Term one = read(left);
        return new Term[] {one, read(right, one)};
    }

    /** @param peer what the expression has to do with, which tells what a parameter is */
    Term read(Expression expression, @Nullable Term peer) {
        if (expression instanceof SubExpression brackets) {
            return read(brackets.getExpression(), peer);
        }
        if (expression instanceof BadExpression bad) {
            return read(bad.getExpression(), peer);
        }
        if (expression instanceof InputParameter parameter) {
            return parameter(parameter, peer);
        }
        if (expression instanceof AbstractPathExpression
                || expression instanceof IdentificationVariable
                || expression instanceof EntityTypeLiteral) {
            return path(expression, peer);
        }
        if (expression instanceof NumericLiteral literal) {
            return number(literal.getText());
        }
        if (expression instanceof StringLiteral literal) {
            return Term.text(new Operand.Literal(SqlType.TEXT, text(literal)), columns.defaultCollation());
        }
        if (expression instanceof KeywordExpression keyword) {
            return keyword(keyword);
        }
        if (expression instanceof ArithmeticFactor factor
                && !(factor.getExpression() instanceof ArithmeticExpression)) {
            Term operand = read(factor.getExpression(), peer).asNumber();
            return factor.isPositive() ? operand : ArithmeticReader.negated(operand);
        }
        if (expression instanceof ArithmeticExpression || expression instanceof ArithmeticFactor) {
            return arithmetic.read(expression);
        }
        return functions.read(expression);
    }

    Term parameter(InputParameter parameter, @Nullable Term peer) {
        int place = Integer.parseInt(parameter.getParameter().substring(1)) - 1;
        Class<?> type = types.get(place);
        if (peer != null && peer.coding() != Coding.PLAIN && type.isEnum()) {
            codings.set(place, peer.coding());
            return new Term(
                    new Operand.Parameter(peer.type(), place), columns.defaultCollation(), peer.coding(), false);
        }
        SqlType sqlType = SqlValues.typeOf(type);
        if (sqlType == null) {
            throw new RefusedException(Reason.PARAMETER, "a " + type.getSimpleName());
        }
        Operand operand = new Operand.Parameter(sqlType, place);
        return sqlType == SqlType.TEXT ? Term.text(operand, columns.defaultCollation()) : Term.of(operand);
    }

    private Term path(Expression expression, @Nullable Term peer) {
        String text = expression instanceof EntityTypeLiteral word
                ? word.getEntityTypeName()
                : expression.toActualText().strip();
        End end = aliases.find(text);
        if (end == null) {
            return constant(text, peer);
        }
        if (end.isPlural()) {
            throw new RefusedException(Reason.EXPRESSION, text + ", which has many values");
        }
        List<String> path = end.path();
        if (end.type() instanceof EntityType<?> entity) {
            // A reference is null, or equal to another, as what it is known by is.
            List<KeyPart> parts = entities.keyOf(entity).parts();
            if (parts.size() > 1) {
                throw new RefusedException(Reason.EXPRESSION, text + ", whose key has several parts");
            }
            path = new ArrayList<>(path);
            path.addAll(parts.get(0).path());
        } else if (end.type() instanceof ManagedType<?>) {
            throw new RefusedException(Reason.EXPRESSION, text + ", which is no single value");
        }
        return attribute(new Place(
                end.collection() == null ? String.join(".", path) : end.collection(),
                end.collection() == null ? null : String.join(".", path)));
    }

    private Term attribute(Place place) {
        Column column = columns.of(root, place);
        places.put(place, column.type());
        boolean isOfElement = place.element() != null;
        return new Term(
                new Operand.Attribute(column.type(), isOfElement ? place.element() : place.path(), isOfElement),
                column.collation(),
                column.coding(),
                false);
    }

    /** A collection of the row itself. */
    End collection(Expression path) {
        End end = aliases.resolve(path);
        if (!end.isPlural() || end.collection() != null) {
            throw new RefusedException(Reason.EXPRESSION, path.toActualText());
        }
        Mappings.checkPath(root, Path.resolve(root, end.path(), entities));
        // Of which no value is asked for, unless it is by others.
        places.putIfAbsent(new Place(end.dotted(), ""), SqlType.BOOLEAN);
        return end;
    }

    Term element(End collection, List<String> path) {
        return attribute(new Place(collection.dotted(), String.join(".", path)));
    }

    /** The constant of an enum, written with its package. */
    private static Term constant(String text, @Nullable Term peer) {
        int dot = text.lastIndexOf('.');
        if (peer == null || peer.coding() == Coding.PLAIN || dot < 0) {
            throw new RefusedException(Reason.EXPRESSION, text);
        }
        try {
            Class<?> type = Class.forName(
                    text.substring(0, dot), false, Thread.currentThread().getContextClassLoader());
            for (Object constant : type.getEnumConstants()) {
                if (((Enum<?>) constant).name().equals(text.substring(dot + 1))) {
                    Operand literal =
                            new Operand.Literal(peer.type(), peer.coding().encode(constant));
                    return new Term(literal, peer.collation(), peer.coding(), false);
                }
            }
            throw new RefusedException(Reason.EXPRESSION, text);
        } catch (ClassNotFoundException e) {
            throw new RefusedException(Reason.EXPRESSION, text);
        }
    }

    private static Term number(String text) {
        String digits = text.toLowerCase(Locale.ROOT);
        try {
            if (digits.matches("\\d+")) {
                return Term.of(new Operand.Literal(SqlType.INT4, (long) Integer.parseInt(digits)));
            }
            if (digits.matches("\\d+l")) {
                return Term.of(
                        new Operand.Literal(SqlType.INT8, Long.valueOf(digits.substring(0, digits.length() - 1))));
            }
        } catch (NumberFormatException e) {
            throw new RefusedException(Reason.EXPRESSION, text);
        }
        if (!digits.matches("\\d+\\.\\d+")) {
            throw new RefusedException(Reason.EXPRESSION, text);
        }
        return new Term(new Operand.Literal(SqlType.NUMERIC, new BigDecimal(digits)), null, Coding.PLAIN, true);
    }

    static String text(StringLiteral literal) {
        return literal.getUnquotedText().replace("''", "'");
    }

    private static Term keyword(KeywordExpression keyword) {
        return switch (keyword.getText().toLowerCase(Locale.ROOT)) {
            case "true" -> Term.of(new Operand.Literal(SqlType.BOOLEAN, true));
            case "false" -> Term.of(new Operand.Literal(SqlType.BOOLEAN, false));
            default -> throw new RefusedException(Reason.EXPRESSION, keyword.getText());
        };
    }

    /** Those of a list, which may be one only. */
    static List<Expression> items(Expression expression) {
        List<Expression> items = new ArrayList<>();
        if (expression instanceof CollectionExpression collection) {
            collection.children().forEach(items::add);
        } else {
            items.add(expression);
        }
        return items;
    }
}

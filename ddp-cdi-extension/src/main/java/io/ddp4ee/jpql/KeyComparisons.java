package io.ddp4ee.jpql;

import java.util.List;
import java.util.StringJoiner;

import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.Type;

import org.eclipse.persistence.jpa.jpql.parser.CollectionExpression;
import org.eclipse.persistence.jpa.jpql.parser.CollectionMemberExpression;
import org.eclipse.persistence.jpa.jpql.parser.ComparisonExpression;
import org.eclipse.persistence.jpa.jpql.parser.EntityTypeLiteral;
import org.eclipse.persistence.jpa.jpql.parser.Expression;
import org.eclipse.persistence.jpa.jpql.parser.InExpression;
import org.eclipse.persistence.jpa.jpql.parser.InputParameter;

import io.ddp4ee.persistence.EntityKey;

/**
 * Comparisons of references with parameters, written as comparisons of keys: clients know documents by their ids, and an
 * entity need not be loaded for it. What compares anything else is left as it is.
 */
final class KeyComparisons {

    private final Rewriter rewriter;
    private final References references;

    /** @param rewriter for what is compared */
    KeyComparisons(Rewriter rewriter, References references) {
        this.rewriter = rewriter;
        this.references = references;
    }

    String comparison(ComparisonExpression comparison, Scope scope) {
        Expression left = comparison.getLeftExpression();
        Expression right = comparison.getRightExpression();
        String operator = " " + comparison.getComparisonOperator() + " ";
        if (right instanceof InputParameter parameter && references.entityOf(left, scope) != null) {
            EntityKey key = references.keyOf(left, scope);
            return rewriter.rewrite(left, scope) + id(key) + operator + rewriter.parameter(parameter, type(key));
        }
        if (left instanceof InputParameter parameter && references.entityOf(right, scope) != null) {
            EntityKey key = references.keyOf(right, scope);
            return rewriter.parameter(parameter, type(key)) + operator + rewriter.rewrite(right, scope) + id(key);
        }
        return rewriter.children(comparison, scope);
    }

    String in(InExpression in, Scope scope) {
        boolean isReference = references.entityOf(in.getExpression(), scope) != null;
        String operator = in.hasNot() ? " not in " : " in ";
        if (in.getInItems() instanceof InputParameter parameter) {
            String left = rewriter.rewrite(in.getExpression(), scope);
            EntityKey key = isReference ? references.keyOf(in.getExpression(), scope) : null;
            if (rewriter.isEmptyList(parameter)) {
                return in.hasNot() ? "1 = 1" : "1 = 0";
            }
            Class<?> type = isReference ? type(key) : references.valueType(in.getExpression(), scope);
            return left + (isReference ? id(key) : "") + operator + rewriter.list(parameter, type);
        }
        if (in.getInItems() instanceof CollectionExpression items && isReference && hasParameter(items)) {
            EntityKey key = references.keyOf(in.getExpression(), scope);
            StringJoiner values = new StringJoiner(", ", "(", ")");
            items.children().forEach(item -> values.add(keyOf(item, key, scope)));
            return rewriter.rewrite(in.getExpression(), scope) + id(key) + operator + values;
        }
        return rewriter.children(in, scope);
    }

    private static boolean hasParameter(CollectionExpression items) {
        for (Expression item : items.children()) {
            if (item instanceof InputParameter) {
                return true;
            }
        }
        return false;
    }

    private String keyOf(Expression item, EntityKey key, Scope scope) {
        if (item instanceof InputParameter parameter) {
            return rewriter.parameter(parameter, type(key));
        }
        boolean isReference = item instanceof EntityTypeLiteral word
                ? references.entityOf(List.of(word.getEntityTypeName()), scope) != null
                : references.entityOf(item, scope) != null;
        return rewriter.rewrite(item, scope) + (isReference ? id(key) : "");
    }

    /** {@code ?1 member of readers}, with the key of a reader: a query within the query, since JPQL has no such form. */
    String memberOf(CollectionMemberExpression member, Scope scope) {
        if (!(member.getEntityExpression() instanceof InputParameter parameter)) {
            return rewriter.children(member, scope);
        }
        String collection = rewriter.rewrite(member.getCollectionValuedPathExpression(), scope);
        Type<?> element = references.typeOf(member.getCollectionValuedPathExpression(), scope);
        if (!(element instanceof EntityType<?> entity)) {
            return rewriter.parameter(parameter, element.getJavaType())
                    + (member.hasNot() ? " not member of " : " member of ")
                    + collection;
        }
        EntityKey key = references.keyOf(entity);
        String alias = rewriter.newAlias("m");
        return (member.hasNot() ? "not exists" : "exists") + " (select " + alias + " from " + entity.getName() + " "
                + alias
                + " where " + alias + " member of " + collection + " and " + alias + id(key) + " = "
                + rewriter.parameter(parameter, type(key)) + ")";
    }

    private static String id(EntityKey key) {
        return "." + String.join(".", key.parts().get(0).path());
    }

    private static Class<?> type(EntityKey key) {
        return key.parts().get(0).type();
    }
}

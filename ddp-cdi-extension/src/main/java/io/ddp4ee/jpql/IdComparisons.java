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

import io.ddp4ee.persistence.EntityId;

/**
 * Comparisons of references with parameters, written as comparisons of what documents are known by: clients know nothing
 * else of them, and an entity need not be loaded for it. What compares anything else is left as it is.
 */
final class IdComparisons {

    private final Rewriter rewriter;
    private final References references;

    /** @param rewriter for what is compared */
    IdComparisons(Rewriter rewriter, References references) {
        this.rewriter = rewriter;
        this.references = references;
    }

    String comparison(ComparisonExpression comparison, Scope scope) {
        Expression left = comparison.getLeftExpression();
        Expression right = comparison.getRightExpression();
        String operator = " " + comparison.getComparisonOperator() + " ";
        if (right instanceof InputParameter parameter && references.entityOf(left, scope) != null) {
            EntityId id = references.idOf(left, scope);
            String value = rewriter.reference(parameter, type(id));
            return id.compared(rewriter.rewrite(left, scope), one -> one + operator + value);
        }
        if (left instanceof InputParameter parameter && references.entityOf(right, scope) != null) {
            EntityId id = references.idOf(right, scope);
            String value = rewriter.reference(parameter, type(id));
            return id.compared(rewriter.rewrite(right, scope), one -> value + operator + one);
        }
        return rewriter.children(comparison, scope);
    }

    String in(InExpression in, Scope scope) {
        boolean isReference = references.entityOf(in.getExpression(), scope) != null;
        String operator = in.hasNot() ? " not in " : " in ";
        if (in.getInItems() instanceof InputParameter parameter) {
            String left = rewriter.rewrite(in.getExpression(), scope);
            EntityId id = isReference ? references.idOf(in.getExpression(), scope) : null;
            if (rewriter.isEmptyList(parameter)) {
                return in.hasNot() ? "1 = 1" : "1 = 0";
            }
            if (!isReference) {
                return left + operator + rewriter.values(parameter, references.valueType(in.getExpression(), scope));
            }
            String values = rewriter.references(parameter, type(id));
            return id.compared(left, one -> one + operator + values);
        }
        if (in.getInItems() instanceof CollectionExpression items && isReference && hasParameter(items)) {
            EntityId id = references.idOf(in.getExpression(), scope);
            StringJoiner values = new StringJoiner(", ", "(", ")");
            items.children().forEach(item -> values.add(idOf(item, id, scope)));
            return id.compared(rewriter.rewrite(in.getExpression(), scope), one -> one + operator + values);
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

    private String idOf(Expression item, EntityId id, Scope scope) {
        if (item instanceof InputParameter parameter) {
            return rewriter.reference(parameter, type(id));
        }
        boolean isReference = item instanceof EntityTypeLiteral word
                ? references.entityOf(List.of(word.getEntityTypeName()), scope) != null
                : references.entityOf(item, scope) != null;
        String rewritten = rewriter.rewrite(item, scope);
        return isReference ? id.expressions(path -> rewritten + "." + path).get(0) : rewritten;
    }

    /** {@code ?1 member of readers}, with the id of a reader: a query within the query, since JPQL has no such form. */
    String memberOf(CollectionMemberExpression member, Scope scope) {
        if (!(member.getEntityExpression() instanceof InputParameter parameter)) {
            return rewriter.children(member, scope);
        }
        String collection = rewriter.rewrite(member.getCollectionValuedPathExpression(), scope);
        Type<?> element = references.typeOf(member.getCollectionValuedPathExpression(), scope);
        if (!(element instanceof EntityType<?> entity)) {
            return rewriter.value(parameter, element.getJavaType())
                    + (member.hasNot() ? " not member of " : " member of ")
                    + collection;
        }
        EntityId id = references.idOf(entity);
        String alias = rewriter.newAlias("m");
        String value = rewriter.reference(parameter, type(id));
        return (member.hasNot() ? "not exists" : "exists") + " (select " + alias + " from " + entity.getName() + " "
                + alias + " where " + alias + " member of " + collection + " and "
                + id.compared(alias, one -> one + " = " + value) + ")";
    }

    private static Class<?> type(EntityId id) {
        return id.parts().get(0).type();
    }
}

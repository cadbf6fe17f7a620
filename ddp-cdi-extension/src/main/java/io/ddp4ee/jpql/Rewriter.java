package io.ddp4ee.jpql;

import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

import jakarta.annotation.Nullable;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.Type;

import org.eclipse.persistence.jpa.jpql.parser.AbstractPathExpression;
import org.eclipse.persistence.jpa.jpql.parser.AbstractSchemaName;
import org.eclipse.persistence.jpa.jpql.parser.BadExpression;
import org.eclipse.persistence.jpa.jpql.parser.CollectionExpression;
import org.eclipse.persistence.jpa.jpql.parser.CollectionMemberDeclaration;
import org.eclipse.persistence.jpa.jpql.parser.CollectionMemberExpression;
import org.eclipse.persistence.jpa.jpql.parser.ComparisonExpression;
import org.eclipse.persistence.jpa.jpql.parser.EmptyCollectionComparisonExpression;
import org.eclipse.persistence.jpa.jpql.parser.EntityTypeLiteral;
import org.eclipse.persistence.jpa.jpql.parser.Expression;
import org.eclipse.persistence.jpa.jpql.parser.IdentificationVariable;
import org.eclipse.persistence.jpa.jpql.parser.InExpression;
import org.eclipse.persistence.jpa.jpql.parser.InputParameter;
import org.eclipse.persistence.jpa.jpql.parser.Join;
import org.eclipse.persistence.jpa.jpql.parser.NullExpression;
import org.eclipse.persistence.jpa.jpql.parser.RangeVariableDeclaration;
import org.eclipse.persistence.jpa.jpql.parser.SimpleSelectStatement;
import org.eclipse.persistence.jpa.jpql.parser.SizeExpression;
import org.eclipse.persistence.jpa.jpql.parser.TreatExpression;
import org.eclipse.persistence.jpa.jpql.parser.UnknownExpression;

import io.ddp4ee.persistence.EntityKey;
import io.ddp4ee.persistence.EntityTypes;

/**
 * Writes a parsed expression again: paths qualified, parameters renumbered, and a reference that is compared with a
 * parameter replaced by its key, since clients know documents by their ids and an entity need not be loaded for it.
 */
final class Rewriter {

    private final EntityTypes entities;
    private final Parameters parameters;
    private final Set<String> touched;
    private final Joins joins;
    private int subqueries;

    /**
     * @param parameters null in a select clause, which has none
     */
    Rewriter(EntityTypes entities, @Nullable Parameters parameters, Set<String> touched, Joins joins) {
        this.entities = entities;
        this.parameters = parameters;
        this.touched = touched;
        this.joins = joins;
    }

    String rewrite(Expression expression, Scope scope) {
        Completeness.check(expression);
        if (expression instanceof AbstractPathExpression path) {
            return path(path, scope);
        }
        if (expression instanceof IdentificationVariable variable) {
            return variable.isVirtual() ? "" : variable(variable.getText(), scope);
        }
        if (expression instanceof InputParameter parameter) {
            return parameter(parameter, null);
        }
        if (expression instanceof SimpleSelectStatement subquery) {
            return subquery(subquery, scope.inner());
        }
        if (expression instanceof RangeVariableDeclaration declaration) {
            return range(declaration, scope);
        }
        if (expression instanceof Join join) {
            return declaration(join, join.getJoinAssociationPath(), join.getIdentificationVariable(), scope);
        }
        if (expression instanceof CollectionMemberDeclaration member) {
            return declaration(
                    member, member.getCollectionValuedPathExpression(), member.getIdentificationVariable(), scope);
        }
        if (expression instanceof ComparisonExpression comparison) {
            return comparison(comparison, scope);
        }
        if (expression instanceof InExpression in) {
            return in(in, scope);
        }
        if (expression instanceof CollectionMemberExpression member) {
            return memberOf(member, scope);
        }
        if (expression instanceof EntityTypeLiteral word) {
            // Where an entity type could stand, the parser takes every single word for one.
            return variable(word.getEntityTypeName(), scope);
        }
        if (expression instanceof SizeExpression size && parameters == null) {
            return size(size, scope);
        }
        if (expression instanceof AbstractSchemaName) {
            return expression.toActualText();
        }
        if (expression instanceof BadExpression bad) {
            return beyondTheGrammar(bad, scope);
        }
        if (expression instanceof EmptyCollectionComparisonExpression comparison) {
            return rewrite(comparison.getExpression(), scope) + (comparison.hasNot() ? " is not empty" : " is empty");
        }
        return children(expression, scope);
    }

    /** What the grammar has no place for, though providers do: {@code title like concat(?1, '%')}. */
    private String beyondTheGrammar(BadExpression bad, Scope scope) {
        if (bad.getExpression() instanceof UnknownExpression unknown) {
            throw new JpqlException(
                    "cannot be read at \"" + unknown.toActualText().strip() + "\"");
        }
        return rewrite(bad.getExpression(), scope);
    }

    private String children(Expression expression, Scope scope) {
        StringBuilder text = new StringBuilder();
        boolean leaf = true;
        for (Expression child : expression.orderedChildren()) {
            text.append(rewrite(child, scope));
            leaf = false;
        }
        return leaf ? expression.toActualText() : text.toString();
    }

    /** The from clause first, since the select clause before it speaks of what it declares. */
    private String subquery(SimpleSelectStatement subquery, Scope scope) {
        Expression from = subquery.getFromClause();
        String declarations = rewrite(from, scope);
        StringBuilder text = new StringBuilder();
        for (Expression child : subquery.orderedChildren()) {
            text.append(child == from ? declarations : rewrite(child, scope));
        }
        return text.toString();
    }

    /** EclipseLink joins what it counts in a select clause, and rows that have none of it would be no rows. */
    private String size(SizeExpression size, Scope scope) {
        String alias = "s" + ++subqueries + "_";
        return "(select count(" + alias + ") from " + rewrite(size.getExpression(), scope) + " " + alias + ")";
    }

    private String path(AbstractPathExpression path, Scope scope) {
        Expression head = path.getIdentificationVariable();
        String text = path.toActualText();
        if (head instanceof NullExpression) {
            return variable(text, scope);
        }
        if (!(head instanceof IdentificationVariable)) {
            // treat(this as Car).doors, value(m).name: the head knows its type, and the rest is not ours to judge.
            return rewrite(head, scope) + text.substring(head.toActualText().length());
        }
        List<String> names = List.of(text.split("\\.", -1));
        Type<?> alias = scope.typeOf(names.get(0));
        if (alias == null && !Path.has(scope.root(), names.get(0))) {
            if (isConstant(text)) {
                return text;
            }
            throw Path.unknown(scope.root(), names.get(0));
        }
        Path resolved = resolve(names, scope);
        return isOfRoot(names, scope) ? joined(resolved) : text;
    }

    private String joined(Path path) {
        return parameters == null ? joins.selected(path) : joins.expression(path);
    }

    private boolean isOfRoot(List<String> names, Scope scope) {
        return scope.typeOf(names.get(0)) == null || names.get(0).equalsIgnoreCase("this");
    }

    /** From an alias, or from the entity if the first name is no alias. */
    private Path resolve(List<String> names, Scope scope) {
        Type<?> alias = scope.typeOf(names.get(0));
        ManagedType<?> start = alias instanceof ManagedType<?> managed ? managed : scope.root();
        Path path = Path.resolve(start, alias == null ? names : names.subList(1, names.size()), entities);
        touched.addAll(path.entities(entities));
        return path;
    }

    /** The constant of an enum, written with its package. */
    private static boolean isConstant(String text) {
        int dot = text.lastIndexOf('.');
        try {
            Class<?> type = Class.forName(
                    text.substring(0, dot), false, Thread.currentThread().getContextClassLoader());
            return type.isEnum();
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private String variable(String name, Scope scope) {
        if (scope.typeOf(name) != null) {
            return Scope.written(name);
        }
        if (Path.has(scope.root(), name)) {
            return joined(resolve(List.of(name), scope));
        }
        if (entities.named(name) != null) {
            return name;
        }
        throw Path.unknown(scope.root(), name);
    }

    private String parameter(InputParameter parameter, Class<?> type) {
        return allowed().use(parameter.getParameter(), type);
    }

    private String list(InputParameter parameter, Class<?> elementType) {
        return allowed().useList(parameter.getParameter(), elementType);
    }

    private Parameters allowed() {
        if (parameters == null) {
            throw new JpqlException("a field's expression has no parameters");
        }
        return parameters;
    }

    private String range(RangeVariableDeclaration declaration, Scope scope) {
        Expression source = declaration.getRootObject();
        String alias = declaration.getIdentificationVariable().toActualText();
        if (source instanceof AbstractSchemaName schema) {
            EntityType<?> entity = entities.named(schema.getText());
            if (entity == null) {
                throw new JpqlException("there is no entity \"" + schema.getText() + "\"");
            }
            touched.add(entities.rootName(entity));
            scope.declare(alias, entity);
            return schema.getText() + " " + alias;
        }
        return declaration(declaration, source, declaration.getIdentificationVariable(), scope);
    }

    private String declaration(Expression declaration, Expression source, Expression alias, Scope scope) {
        Expression path = source instanceof TreatExpression treat ? treat.getCollectionValuedPathExpression() : source;
        scope.declare(alias.toActualText(), typeOf(path, scope));
        return children(declaration, scope);
    }

    private Type<?> typeOf(Expression path, Scope scope) {
        return resolve(List.of(path.toActualText().split("\\.", -1)), scope).type();
    }

    private String comparison(ComparisonExpression comparison, Scope scope) {
        Expression left = comparison.getLeftExpression();
        Expression right = comparison.getRightExpression();
        String operator = " " + comparison.getComparisonOperator() + " ";
        if (right instanceof InputParameter parameter && reference(left, scope) != null) {
            EntityKey key = keyOf(left, scope);
            return rewrite(left, scope) + id(key) + operator + parameter(parameter, type(key));
        }
        if (left instanceof InputParameter parameter && reference(right, scope) != null) {
            EntityKey key = keyOf(right, scope);
            return parameter(parameter, type(key)) + operator + rewrite(right, scope) + id(key);
        }
        return children(comparison, scope);
    }

    private String in(InExpression in, Scope scope) {
        boolean isReference = reference(in.getExpression(), scope) != null;
        String operator = in.hasNot() ? " not in " : " in ";
        if (in.getInItems() instanceof InputParameter parameter) {
            String left = rewrite(in.getExpression(), scope);
            EntityKey key = isReference ? keyOf(in.getExpression(), scope) : null;
            if (parameters != null && parameters.isEmptyList(parameter.getParameter())) {
                return in.hasNot() ? "1 = 1" : "1 = 0";
            }
            Class<?> type = isReference ? type(key) : valueType(in.getExpression(), scope);
            return left + (isReference ? id(key) : "") + operator + list(parameter, type);
        }
        if (in.getInItems() instanceof CollectionExpression items && isReference && hasParameter(items)) {
            EntityKey key = keyOf(in.getExpression(), scope);
            StringJoiner values = new StringJoiner(", ", "(", ")");
            items.children().forEach(item -> values.add(keyOf(item, key, scope)));
            return rewrite(in.getExpression(), scope) + id(key) + operator + values;
        }
        return children(in, scope);
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
            return parameter(parameter, type(key));
        }
        boolean isReference = item instanceof EntityTypeLiteral word
                ? reference(List.of(word.getEntityTypeName()), scope) != null
                : reference(item, scope) != null;
        return rewrite(item, scope) + (isReference ? id(key) : "");
    }

    /** {@code ?1 member of readers}, with the key of a reader: a query within the query, since JPQL has no such form. */
    private String memberOf(CollectionMemberExpression member, Scope scope) {
        if (!(member.getEntityExpression() instanceof InputParameter parameter)) {
            return children(member, scope);
        }
        String collection = rewrite(member.getCollectionValuedPathExpression(), scope);
        Type<?> element = typeOf(member.getCollectionValuedPathExpression(), scope);
        if (!(element instanceof EntityType<?> entity)) {
            return parameter(parameter, element.getJavaType())
                    + (member.hasNot() ? " not member of " : " member of ")
                    + collection;
        }
        EntityKey key = entities.keyOf(entity);
        String alias = "m" + ++subqueries + "_";
        return (member.hasNot() ? "not exists" : "exists") + " (select " + alias + " from " + entity.getName() + " "
                + alias
                + " where " + alias + " member of " + collection + " and " + alias + id(key) + " = "
                + parameter(parameter, type(key)) + ")";
    }

    /** The path of an expression that is a reference to an entity, or the entity itself; else null. */
    private EntityType<?> reference(Expression expression, Scope scope) {
        if (!(expression instanceof IdentificationVariable)
                && !(expression instanceof AbstractPathExpression path
                        && path.getIdentificationVariable() instanceof IdentificationVariable)) {
            return null;
        }
        return reference(List.of(expression.toActualText().split("\\.", -1)), scope);
    }

    private EntityType<?> reference(List<String> names, Scope scope) {
        boolean known = scope.typeOf(names.get(0)) != null || Path.has(scope.root(), names.get(0));
        return known && resolve(names, scope).type() instanceof EntityType<?> entity ? entity : null;
    }

    private EntityKey keyOf(Expression reference, Scope scope) {
        EntityType<?> entity = reference(reference, scope);
        EntityKey key = entities.keyOf(entity);
        if (!key.isSimple()) {
            throw new JpqlException("the key of " + entity.getName() + " has "
                    + key.parts().size() + " parts: compare them one by one");
        }
        return key;
    }

    private static String id(EntityKey key) {
        return "." + String.join(".", key.parts().get(0).path());
    }

    private static Class<?> type(EntityKey key) {
        return key.parts().get(0).type();
    }

    private Class<?> valueType(Expression expression, Scope scope) {
        if (expression instanceof IdentificationVariable || expression instanceof AbstractPathExpression) {
            List<String> names = List.of(expression.toActualText().split("\\.", -1));
            if (scope.typeOf(names.get(0)) != null || Path.has(scope.root(), names.get(0))) {
                return resolve(names, scope).type().getJavaType();
            }
        }
        return null;
    }
}

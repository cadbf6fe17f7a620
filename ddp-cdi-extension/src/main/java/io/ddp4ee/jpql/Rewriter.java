package io.ddp4ee.jpql;

import java.util.List;

import jakarta.annotation.Nullable;

import org.eclipse.persistence.jpa.jpql.parser.AbstractPathExpression;
import org.eclipse.persistence.jpa.jpql.parser.AbstractSchemaName;
import org.eclipse.persistence.jpa.jpql.parser.BadExpression;
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

/**
 * Writes a parsed expression again: paths qualified and joined, parameters renumbered, and references that are compared with
 * parameters replaced by what documents are known by.
 */
final class Rewriter {

    private final References references;
    private final Parameters parameters;
    private final Joins joins;
    private final IdComparisons idComparisons;
    private int subqueries;

    /** @param parameters null in a select clause, which has none */
    Rewriter(References references, @Nullable Parameters parameters, Joins joins) {
        this.references = references;
        this.parameters = parameters;
        this.joins = joins;
        this.idComparisons = new IdComparisons(this, references);
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
            return value(parameter, null);
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
            return idComparisons.comparison(comparison, scope);
        }
        if (expression instanceof InExpression in) {
            return idComparisons.in(in, scope);
        }
        if (expression instanceof CollectionMemberExpression member) {
            return idComparisons.memberOf(member, scope);
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

    /** As it was written, but for what it consists of. */
    String children(Expression expression, Scope scope) {
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
        String alias = newAlias("s");
        return "(select count(" + alias + ") from " + rewrite(size.getExpression(), scope) + " " + alias + ")";
    }

    /** One that no other query within the query has. */
    String newAlias(String prefix) {
        return prefix + ++subqueries + "_";
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
        if (!References.isKnown(names.get(0), scope)) {
            if (isConstant(text)) {
                return text;
            }
            throw Path.unknown(scope.root(), names.get(0));
        }
        Path resolved = references.resolve(names, scope);
        return isOfRoot(names, scope) ? joined(resolved) : text;
    }

    private String joined(Path path) {
        return parameters == null ? joins.selected(path) : joins.expression(path);
    }

    private boolean isOfRoot(List<String> names, Scope scope) {
        return scope.typeOf(names.get(0)) == null || names.get(0).equalsIgnoreCase("this");
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
            return joined(references.resolve(List.of(name), scope));
        }
        if (references.entity(name) != null) {
            return name;
        }
        throw Path.unknown(scope.root(), name);
    }

    /** @param type what it is compared with; null if the provider knows */
    String value(InputParameter parameter, @Nullable Class<?> type) {
        return allowed().use(parameter.getParameter(), type, false, false);
    }

    /** @param elementType what the elements of the list are compared with; null if the provider knows */
    String values(InputParameter parameter, @Nullable Class<?> elementType) {
        return allowed().use(parameter.getParameter(), elementType, true, false);
    }

    /** @param type of what entities are known by */
    String reference(InputParameter parameter, Class<?> type) {
        return allowed().use(parameter.getParameter(), type, false, true);
    }

    /** @param type of what entities are known by */
    String references(InputParameter parameter, Class<?> type) {
        return allowed().use(parameter.getParameter(), type, true, true);
    }

    boolean isEmptyList(InputParameter parameter) {
        return parameters != null && parameters.isEmptyList(parameter.getParameter());
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
            scope.declare(alias, references.read(schema.getText()));
            return schema.getText() + " " + alias;
        }
        return declaration(declaration, source, declaration.getIdentificationVariable(), scope);
    }

    private String declaration(Expression declaration, Expression source, Expression alias, Scope scope) {
        Expression path = source instanceof TreatExpression treat ? treat.getCollectionValuedPathExpression() : source;
        scope.declare(alias.toActualText(), references.typeOf(path, scope));
        return children(declaration, scope);
    }
}

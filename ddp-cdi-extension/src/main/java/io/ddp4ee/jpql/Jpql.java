package io.ddp4ee.jpql;

import java.util.Set;

import jakarta.annotation.Nullable;
import jakarta.persistence.metamodel.EntityType;

import org.eclipse.persistence.jpa.jpql.parser.Expression;
import org.eclipse.persistence.jpa.jpql.parser.JPQLExpression;
import org.eclipse.persistence.jpa.jpql.parser.JPQLGrammar3_1;
import org.eclipse.persistence.jpa.jpql.parser.SelectClause;
import org.eclipse.persistence.jpa.jpql.parser.SelectStatement;
import org.eclipse.persistence.jpa.jpql.parser.WhereClause;

import io.ddp4ee.persistence.EntityIds;

/** Rewrites an application's conditions and expressions over one entity. */
public final class Jpql {

    /** How our own texts name the entity that they are about. */
    public static final String ALIAS = Scope.ROOT_ALIAS;

    private final EntityIds ids;
    private final EntityType<?> root;

    public Jpql(EntityIds ids, EntityType<?> root) {
        this.ids = ids;
        this.root = root;
    }

    /**
     * A condition, for a where clause.
     *
     * @param parameters receives the uses of parameters
     * @param joins receives the outer joins that it needs
     * @param touched receives the names of the entities whose rows the condition reads
     * @throws JpqlException if it is no condition over this entity
     */
    public String condition(String condition, Parameters parameters, Joins joins, Set<String> touched) {
        try {
            SelectStatement statement =
                    parse("select this from " + root.getName() + " this where " + qualify(condition), condition);
            if (statement.hasGroupByClause() || statement.hasHavingClause() || statement.hasOrderByClause()) {
                throw new JpqlException("a condition ends before group by, having and order by");
            }
            Expression expression = ((WhereClause) statement.getWhereClause()).getConditionalExpression();
            return "(" + rewriter(parameters, joins, touched).rewrite(expression, new Scope(root)) + ")";
        } catch (JpqlException e) {
            throw e.in(condition);
        }
    }

    /**
     * A scalar expression, for a select clause.
     *
     * @param joins receives the outer joins that it needs
     * @param touched receives the names of the entities whose rows the expression reads
     * @throws JpqlException if it is no expression over this entity
     */
    public String expression(String expression, Joins joins, Set<String> touched) {
        try {
            SelectStatement statement =
                    parse("select " + qualify(expression) + " from " + root.getName() + " this", expression);
            Expression selected = ((SelectClause) statement.getSelectClause()).getSelectExpression();
            return rewriter(null, joins, touched).rewrite(selected, new Scope(root));
        } catch (JpqlException e) {
            throw e.in(expression);
        }
    }

    private Rewriter rewriter(@Nullable Parameters parameters, Joins joins, Set<String> touched) {
        return new Rewriter(new References(ids, touched), parameters, joins);
    }

    private String qualify(String text) {
        return ReservedWords.qualify(text, word -> Path.has(root, word));
    }

    private static SelectStatement parse(String query, String text) {
        if (text.isBlank()) {
            throw new JpqlException("it is blank");
        }
        JPQLExpression parsed = new JPQLExpression(query, JPQLGrammar3_1.instance(), true);
        if (parsed.hasUnknownEndingStatement()) {
            throw new JpqlException("cannot be read from \""
                    + parsed.getUnknownEndingStatement().toActualText() + "\" on");
        }
        if (parsed.getQueryStatement() instanceof SelectStatement statement) {
            return statement;
        }
        throw new JpqlException("is no JPQL");
    }
}

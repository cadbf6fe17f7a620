package io.ddp4ee.matching.jpa;

import java.util.List;
import java.util.function.Function;

import jakarta.persistence.metamodel.EntityType;

import org.eclipse.persistence.jpa.jpql.parser.Expression;
import org.eclipse.persistence.jpa.jpql.parser.FromClause;
import org.eclipse.persistence.jpa.jpql.parser.IdentificationVariableDeclaration;
import org.eclipse.persistence.jpa.jpql.parser.JPQLExpression;
import org.eclipse.persistence.jpa.jpql.parser.JPQLGrammar3_1;
import org.eclipse.persistence.jpa.jpql.parser.Join;
import org.eclipse.persistence.jpa.jpql.parser.SelectStatement;
import org.eclipse.persistence.jpa.jpql.parser.WhereClause;

import io.ddp4ee.jpql.Jpql;
import io.ddp4ee.jpql.Path;
import io.ddp4ee.matching.CompiledCondition;
import io.ddp4ee.matching.Condition;
import io.ddp4ee.matching.Refusal.Reason;
import io.ddp4ee.matching.RefusedException;
import io.ddp4ee.matching.jpa.Columns.Column;
import io.ddp4ee.persistence.EntityManagerRows;
import io.ddp4ee.persistence.EntityTypes;
import io.ddp4ee.persistence.Rows;
import io.ddp4ee.persistence.Unit;

/**
 * Compiles conditions as the persistence provider is given them, to be judged as the database judges what the provider
 * makes of them. Safe for use by several threads.
 */
public final class ConditionCompiler {

    private final EntityTypes entities;
    private final Columns columns;

    /**
     * One that knows the database's columns and collations.
     *
     * @throws RefusedException if nothing of the database can be judged
     * @throws Exception if the database did not answer
     */
    public static ConditionCompiler of(Unit unit) throws Exception {
        Collations collations =
                unit.transactions().call(entityManager -> Collations.read(new EntityManagerRows(entityManager)));
        return new ConditionCompiler(
                unit.entities(), new DatabaseColumns(unit.entities(), question -> ask(unit, question), collations));
    }

    private static Column ask(Unit unit, Function<Rows, Column> question) {
        try {
            return unit.transactions().call(entityManager -> question.apply(new EntityManagerRows(entityManager)));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The database of " + unit + " did not say what its columns are", e);
        }
    }

    ConditionCompiler(EntityTypes entities, Columns columns) {
        this.entities = entities;
        this.columns = columns;
    }

    /**
     * @param joins of the statement, which begin at {@link Jpql#ALIAS}
     * @param condition with parameters from {@code ?1} on
     * @param types of the parameters' values as they are given to the provider; of the elements if a value is a list
     * @throws RefusedException if it is none that can be judged here
     */
    public CompiledCondition compile(EntityType<?> entity, String joins, String condition, List<Class<?>> types) {
        Mappings.checkPath(entity, new Path(entity, List.of()));
        if (entities.withSubtypes(entities.rootOf(entity)).size() > 1) {
            throw new RefusedException(Reason.EXPRESSION, entity.getName() + ", which is one of a hierarchy");
        }
        if (condition.isEmpty()) {
            return CompiledCondition.ALWAYS;
        }
        SelectStatement statement = parse("select " + Jpql.ALIAS + " from " + entity.getName() + " " + Jpql.ALIAS
                + joins + " where " + condition);
        Aliases aliases = new Aliases(entities, Jpql.ALIAS, entity);
        declare(aliases, (FromClause) statement.getFromClause());
        OperandReader operands = new OperandReader(entity, entities, columns, aliases, types);
        Condition compiled =
                operands.conditions().readAll(((WhereClause) statement.getWhereClause()).getConditionalExpression());
        return new CompiledCondition(compiled, operands.codings(), operands.places());
    }

    private static SelectStatement parse(String jpql) {
        JPQLExpression parsed = new JPQLExpression(jpql, JPQLGrammar3_1.instance(), true);
        if (parsed.getQueryStatement() instanceof SelectStatement statement && !parsed.hasUnknownEndingStatement()) {
            return statement;
        }
        throw new RefusedException(Reason.EXPRESSION, jpql);
    }

    private static void declare(Aliases aliases, FromClause from) {
        IdentificationVariableDeclaration declaration = (IdentificationVariableDeclaration) from.getDeclaration();
        if (!declaration.hasJoins()) {
            return;
        }
        if (declaration.getJoins() instanceof Join one) {
            declare(aliases, one);
        } else {
            declaration.getJoins().children().forEach(join -> declare(aliases, join));
        }
    }

    private static void declare(Aliases aliases, Expression expression) {
        if (expression instanceof Join join) {
            aliases.join(join.getIdentificationVariable().toActualText(), join.getJoinAssociationPath());
        }
    }
}

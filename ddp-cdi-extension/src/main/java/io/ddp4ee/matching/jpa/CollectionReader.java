package io.ddp4ee.matching.jpa;

import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.Nullable;
import jakarta.persistence.metamodel.EntityType;

import org.eclipse.persistence.jpa.jpql.parser.AbstractSchemaName;
import org.eclipse.persistence.jpa.jpql.parser.AndExpression;
import org.eclipse.persistence.jpa.jpql.parser.CollectionMemberDeclaration;
import org.eclipse.persistence.jpa.jpql.parser.CollectionMemberExpression;
import org.eclipse.persistence.jpa.jpql.parser.ExistsExpression;
import org.eclipse.persistence.jpa.jpql.parser.Expression;
import org.eclipse.persistence.jpa.jpql.parser.IdentificationVariableDeclaration;
import org.eclipse.persistence.jpa.jpql.parser.RangeVariableDeclaration;
import org.eclipse.persistence.jpa.jpql.parser.SimpleFromClause;
import org.eclipse.persistence.jpa.jpql.parser.SimpleSelectStatement;
import org.eclipse.persistence.jpa.jpql.parser.SubExpression;
import org.eclipse.persistence.jpa.jpql.parser.WhereClause;

import io.ddp4ee.matching.Comparison;
import io.ddp4ee.matching.Condition;
import io.ddp4ee.matching.Operand;
import io.ddp4ee.matching.Refusal.Reason;
import io.ddp4ee.matching.RefusedException;
import io.ddp4ee.matching.jpa.Aliases.End;

/** Reads conditions about the elements of a row's collections. */
final class CollectionReader {

    private final ConditionReader conditions;
    private final OperandReader operands;
    private final Aliases aliases;
    private boolean hasMember;

    CollectionReader(ConditionReader conditions, OperandReader operands, Aliases aliases) {
        this.conditions = conditions;
        this.operands = operands;
        this.aliases = aliases;
    }

    Condition any(Expression path) {
        return new Condition.Exists(operands.collection(path).dotted(), null);
    }

    /**
     * EclipseLink joins the elements, so that of a row without any no other part of the condition is true either, and what
     * is asked of two may be asked of one. That makes no difference only for the one part of a whole that is about elements.
     */
    Condition onlyMember(CollectionMemberExpression member) {
        if (hasMember) {
            throw new RefusedException(Reason.CONVERSION, member.toActualText() + ", which is not the only one");
        }
        hasMember = true;
        return member(member);
    }

    /** The condition that a value is a member, of an expression that says that it is not. */
    Condition nonMember(CollectionMemberExpression member) {
        if (!member.hasNot()) {
            throw new RefusedException(
                    Reason.CONVERSION, member.toActualText() + ", which EclipseLink asks of rows with elements only");
        }
        return member(member);
    }

    /** A value of a collection of values; entities are compared in a query within the query. */
    private Condition member(CollectionMemberExpression member) {
        End collection = operands.collection(member.getCollectionValuedPathExpression());
        Term element = operands.element(collection, List.of());
        Term value = operands.read(member.getEntityExpression(), element);
        Comparisons.of(Comparison.EQUAL, value, element);
        return new Condition.Member(value.operand(), collection.dotted(), (Operand.Attribute) element.operand());
    }

    /** {@code exists (select m from Tag m where m member of this_.tags and ...)}, or from the collection itself. */
    Condition exists(ExistsExpression exists) {
        if (!(inner(exists.getExpression()) instanceof SimpleSelectStatement query)
                || query.hasGroupByClause()
                || query.hasHavingClause()) {
            throw refusal(exists);
        }
        List<Expression> parts = new ArrayList<>();
        if (query.getWhereClause() instanceof WhereClause where) {
            split(where.getConditionalExpression(), parts);
        }
        Expression declaration = ((SimpleFromClause) query.getFromClause()).getDeclaration();
        if (declaration instanceof CollectionMemberDeclaration in) {
            return exists(in.getIdentificationVariable(), in.getCollectionValuedPathExpression(), parts);
        }
        if (!(declaration instanceof IdentificationVariableDeclaration variable)
                || variable.hasJoins()
                || !(variable.getRangeVariableDeclaration() instanceof RangeVariableDeclaration range)) {
            throw refusal(exists);
        }
        if (!(range.getRootObject() instanceof AbstractSchemaName schema)) {
            return exists(range.getIdentificationVariable(), range.getRootObject(), parts);
        }
        String alias = range.getIdentificationVariable().toActualText();
        CollectionMemberExpression membership = membership(parts, alias);
        if (membership == null) {
            throw refusal(exists);
        }
        parts.remove(membership);
        End collection = operands.collection(membership.getCollectionValuedPathExpression());
        if (!(collection.type() instanceof EntityType<?> entity
                && entity.getName().equals(schema.getText()))) {
            throw refusal(exists);
        }
        return exists(range.getIdentificationVariable(), membership.getCollectionValuedPathExpression(), parts);
    }

    private static Expression inner(Expression expression) {
        return expression instanceof SubExpression brackets ? inner(brackets.getExpression()) : expression;
    }

    private static RefusedException refusal(Expression expression) {
        return new RefusedException(Reason.SUBQUERY, expression.toActualText());
    }

    private static void split(Expression condition, List<Expression> parts) {
        if (condition instanceof AndExpression and) {
            split(and.getLeftExpression(), parts);
            split(and.getRightExpression(), parts);
        } else {
            parts.add(condition);
        }
    }

    @Nullable
    private static CollectionMemberExpression membership(List<Expression> parts, String alias) {
        for (Expression part : parts) {
            if (part instanceof CollectionMemberExpression member
                    && !member.hasNot()
                    && member.getEntityExpression().toActualText().equals(alias)) {
                return member;
            }
        }
        return null;
    }

    private Condition exists(Expression variable, Expression path, List<Expression> parts) {
        End collection = operands.collection(path);
        String alias = variable.toActualText();
        aliases.declareElement(alias, collection.dotted(), collection.type());
        try {
            return new Condition.Exists(
                    collection.dotted(),
                    new Condition.And(parts.stream().map(conditions::read).toList()));
        } finally {
            aliases.forget(alias);
        }
    }
}

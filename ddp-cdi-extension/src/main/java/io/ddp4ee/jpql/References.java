package io.ddp4ee.jpql;

import java.util.List;
import java.util.Set;

import jakarta.annotation.Nullable;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.Type;

import org.eclipse.persistence.jpa.jpql.parser.AbstractPathExpression;
import org.eclipse.persistence.jpa.jpql.parser.Expression;
import org.eclipse.persistence.jpa.jpql.parser.IdentificationVariable;

import io.ddp4ee.persistence.EntityId;
import io.ddp4ee.persistence.EntityIds;
import io.ddp4ee.persistence.EntityTypes;

/** What the names in a query refer to, by the aliases of a scope and by the metamodel. Keeps account of the entities read. */
final class References {

    private final EntityIds ids;
    private final EntityTypes entities;
    private final Set<String> touched;

    /** @param touched receives the names of the entities whose rows are read */
    References(EntityIds ids, Set<String> touched) {
        this.ids = ids;
        this.entities = ids.entities();
        this.touched = touched;
    }

    /** Whether a path may begin with the name: an alias, or an attribute of the entity. */
    static boolean isKnown(String name, Scope scope) {
        return scope.typeOf(name) != null || Path.has(scope.root(), name);
    }

    private static List<String> names(Expression path) {
        return List.of(path.toActualText().split("\\.", -1));
    }

    /** Null if there is none of the name. */
    @Nullable
    EntityType<?> entity(String name) {
        return entities.named(name);
    }

    /** An entity that a query within the query reads. */
    EntityType<?> read(String name) {
        EntityType<?> entity = entities.named(name);
        if (entity == null) {
            throw new JpqlException("there is no entity \"" + name + "\"");
        }
        touched.add(entities.rootName(entity));
        return entity;
    }

    /** From an alias, or from the entity if the first name is no alias. */
    Path resolve(List<String> names, Scope scope) {
        Type<?> alias = scope.typeOf(names.get(0));
        ManagedType<?> start = alias instanceof ManagedType<?> managed ? managed : scope.root();
        Path path = Path.resolve(start, alias == null ? names : names.subList(1, names.size()), entities);
        touched.addAll(path.entities(entities));
        return path;
    }

    /** What a path leads to. */
    Type<?> typeOf(Expression path, Scope scope) {
        return resolve(names(path), scope).type();
    }

    /** The type of what a path leads to; null if the expression is none, or of what is not known here. */
    @Nullable
    Class<?> valueType(Expression expression, Scope scope) {
        if (expression instanceof IdentificationVariable || expression instanceof AbstractPathExpression) {
            List<String> names = names(expression);
            if (isKnown(names.get(0), scope)) {
                return resolve(names, scope).type().getJavaType();
            }
        }
        return null;
    }

    /** What an expression refers to, if that is an entity; else null. */
    @Nullable
    EntityType<?> entityOf(Expression expression, Scope scope) {
        if (!(expression instanceof IdentificationVariable)
                && !(expression instanceof AbstractPathExpression path
                        && path.getIdentificationVariable() instanceof IdentificationVariable)) {
            return null;
        }
        return entityOf(names(expression), scope);
    }

    /** Likewise of a path's names. */
    @Nullable
    EntityType<?> entityOf(List<String> names, Scope scope) {
        return isKnown(names.get(0), scope) && resolve(names, scope).type() instanceof EntityType<?> entity
                ? entity
                : null;
    }

    /** What the entity that an expression refers to is known by, to compare it with. */
    EntityId idOf(Expression reference, Scope scope) {
        return idOf(entityOf(reference, scope));
    }

    /** @throws JpqlException if it has several parts, of which no parameter holds all */
    EntityId idOf(EntityType<?> entity) {
        EntityId id = ids.of(entity);
        if (!id.isSimple()) {
            throw new JpqlException(
                    "the key of " + entity.getName() + " has " + id.parts().size() + " parts: compare them one by one");
        }
        return id;
    }
}

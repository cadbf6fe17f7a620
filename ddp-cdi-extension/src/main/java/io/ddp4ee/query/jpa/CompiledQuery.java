package io.ddp4ee.query.jpa;

import java.util.List;
import java.util.Set;

import io.ddp4ee.document.DocumentSelect;
import io.ddp4ee.jpql.Parameters.Use;

/**
 * What a live query is but for its values: checked against the persistence unit once. Compared by identity, since the
 * compiler makes one for each form.
 */
final class CompiledQuery {

    private final DocumentSelect select;
    private final String collection;
    private final boolean isWindow;
    private final Set<String> entities;
    private final String condition;
    private final List<Use> uses;
    private final List<Class<?>> types;
    private final String joins;
    private final String order;

    /** @param collection that the entity declares, whatever the query calls it */
    CompiledQuery(
            DocumentSelect select,
            String collection,
            boolean isWindow,
            Set<String> entities,
            String condition,
            List<Use> uses,
            List<Class<?>> types,
            String joins,
            String order) {
        this.select = select;
        this.collection = collection;
        this.isWindow = isWindow;
        this.entities = Set.copyOf(entities);
        this.condition = condition;
        this.uses = List.copyOf(uses);
        this.types = List.copyOf(types);
        this.joins = joins;
        this.order = order;
    }

    DocumentSelect select() {
        return select;
    }

    String collection() {
        return collection;
    }

    boolean isWindow() {
        return isWindow;
    }

    Set<String> entities() {
        return entities;
    }

    String condition() {
        return condition;
    }

    List<Use> uses() {
        return uses;
    }

    /** Of each use, what its value must be. */
    List<Class<?>> types() {
        return types;
    }

    String joins() {
        return joins;
    }

    String order() {
        return order;
    }
}

package io.ddp4ee.matching.jpa;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.binding.Binder;
import io.ddp4ee.ejson.Values;
import io.ddp4ee.jpql.Joins;
import io.ddp4ee.jpql.Jpql;
import io.ddp4ee.jpql.Parameters;
import io.ddp4ee.jpql.Parameters.Use;
import io.ddp4ee.matching.BoundCondition;
import io.ddp4ee.matching.jpa.ConditionGenerator.Generated;
import io.ddp4ee.persistence.EntityIds;

/** A condition as the persistence provider is given it, in the same way as those of live queries. */
record Prepared(Generated generated, String condition, String joins, List<Object> values, List<Class<?>> types) {

    /** @throws IllegalArgumentException if the provider, or a value, does not fit */
    static Prepared of(WarehouseDatabase database, EntityType<?> entity, Binder binder, Generated generated) {
        Parameters parameters = new Parameters(List.of(emptyLists(generated.arguments())));
        Joins joins = new Joins(Jpql.ALIAS, Jpql.ALIAS + "c");
        String condition = new Jpql(new EntityIds(database.unit()), entity)
                .condition(generated.text(), parameters, joins, new LinkedHashSet<>());
        String jpql = "select " + Jpql.ALIAS + " from " + entity.getName() + " " + Jpql.ALIAS + joins.clause()
                + " where " + condition;
        List<Object> values = new ArrayList<>();
        List<Class<?>> types = new ArrayList<>();
        try (EntityManager entityManager = database.unit().factory().createEntityManager()) {
            Query query = entityManager.createQuery(jpql);
            for (int i = 0; i < parameters.uses().size(); i++) {
                Use use = parameters.uses().get(i);
                Class<?> type = use.type() != null
                        ? use.type()
                        : query.getParameter(i + 1).getParameterType();
                Object value = generated.arguments().get(use.number() - 1);
                if (use.isList()) {
                    List<?> list = value instanceof List<?> many ? many : Collections.singletonList(value);
                    Class<?> element = type == null || Iterable.class.isAssignableFrom(type) ? Object.class : type;
                    List<Object> converted = list.stream()
                            .map(one -> convert(binder, one, element))
                            .toList();
                    values.add(converted);
                    types.add(converted.get(0).getClass());
                } else {
                    Object converted = convert(binder, value, type == null ? Object.class : type);
                    values.add(converted);
                    types.add(
                            converted instanceof Enum<?> constant
                                    ? constant.getDeclaringClass()
                                    : converted.getClass());
                }
            }
        }
        return new Prepared(generated, condition, joins.clause(), values, types);
    }

    private static Object convert(Binder binder, Object value, Class<?> type) {
        return type.isInstance(value) && type != Object.class ? value : binder.bind(Values.of(value), type);
    }

    private static Set<Integer> emptyLists(List<Object> arguments) {
        Set<Integer> empty = new TreeSet<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i) instanceof List<?> list && list.isEmpty()) {
                empty.add(i + 1);
            }
        }
        return empty;
    }

    BoundCondition bind(ConditionCompiler compiler, EntityType<?> entity) {
        return compiler.compile(entity, joins, condition, types).bind(values);
    }

    @Override
    public String toString() {
        return generated.text() + " with " + generated.arguments() + ", which is " + condition + " with " + values
                + types;
    }
}

package io.ddp4ee.query.jpa;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import jakarta.annotation.Nullable;
import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.LiveQuery;
import io.ddp4ee.LiveQuery.Condition;
import io.ddp4ee.binding.Binder;
import io.ddp4ee.binding.MatchFailedException;
import io.ddp4ee.document.DocumentSelect.Selection;
import io.ddp4ee.document.DocumentShapes;
import io.ddp4ee.ejson.Values;
import io.ddp4ee.jpql.JpqlException;
import io.ddp4ee.jpql.Parameters;
import io.ddp4ee.jpql.Parameters.Use;
import io.ddp4ee.persistence.EntityIds;
import io.ddp4ee.persistence.Rows;
import io.ddp4ee.persistence.Unit;
import io.ddp4ee.query.DocumentQuery;
import io.ddp4ee.wanted.WantedPlaces;

/** Turns an application's live queries into queries that can be run. Safe for use by several threads. */
public final class EntityQueries {

    private final Unit unit;
    private final EntityIds ids;
    private final QueryCompiler compiler;
    private final Matchings matchings;
    private final Binder binder;

    /** @param wanted learns what queries are judged on */
    public EntityQueries(Unit unit, DocumentShapes shapes, Binder binder, WantedPlaces wanted) {
        this.unit = unit;
        this.ids = shapes.ids();
        this.compiler = new QueryCompiler(unit, shapes);
        this.matchings = new Matchings(unit, wanted);
        this.binder = binder;
    }

    /** Whether the query is about an entity of this unit. */
    public boolean know(Class<?> entity) {
        return unit.entities().of(entity) != null;
    }

    /**
     * Looks for mistakes, without running anything.
     *
     * @return how many parameters a subscription must bring
     * @throws JpqlException if the query does not fit the persistence unit
     */
    public int check(LiveQuery query) {
        int needed = 0;
        for (Use use : compiler.compile(query, List.of()).uses()) {
            int given = query.conditions().get(use.condition()).arguments().size();
            if (use.number() != Parameters.USER_ID && use.number() > given) {
                needed = Math.max(needed, use.number());
            }
        }
        return needed;
    }

    /**
     * The query with its values; empty if it is about the user and there is none.
     *
     * @param parameters of the subscription, for what the application left open
     * @throws JpqlException if the query does not fit the persistence unit
     * @throws MatchFailedException if a value does not fit the query
     */
    public Optional<DocumentQuery> bind(LiveQuery query, List<Object> parameters, @Nullable String userId) {
        CompiledQuery compiled = compiler.compile(query, emptyLists(query, parameters));
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < compiled.uses().size(); i++) {
            Use use = compiled.uses().get(i);
            if (use.number() == Parameters.USER_ID && userId == null) {
                return Optional.empty();
            }
            Object value = value(use, query.conditions().get(use.condition()), parameters, userId);
            Class<?> type = compiled.types().get(i);
            values.add(use.isList() ? list(value, type, use) : convert(value, type, use));
        }
        int limit = query.limit().orElse(Rows.ALL);
        Selection selection =
                new Selection(compiled.condition(), values, compiled.joins(), compiled.order(), query.offset(), limit);
        return Optional.of(new EntityQuery(compiled, selection, matchings.of(compiled, selection)));
    }

    private static Object value(Use use, Condition condition, List<Object> parameters, String userId) {
        if (use.number() == Parameters.USER_ID) {
            return userId;
        }
        if (use.number() <= condition.arguments().size()) {
            return condition.arguments().get(use.number() - 1);
        }
        return use.number() <= parameters.size() ? parameters.get(use.number() - 1) : null;
    }

    /** Of each condition the parameters, by number, that are lists without elements. */
    private static List<Set<Integer>> emptyLists(LiveQuery query, List<Object> parameters) {
        List<Set<Integer>> empty = new ArrayList<>();
        for (Condition condition : query.conditions()) {
            Set<Integer> numbers = new TreeSet<>();
            int most = Math.max(condition.arguments().size(), parameters.size());
            for (int number = 1; number <= most; number++) {
                Object value = value(new Use(0, number, null, false, false), condition, parameters, null);
                if (value instanceof List<?> list && list.isEmpty()) {
                    numbers.add(number);
                }
            }
            empty.add(numbers);
        }
        return empty.stream().allMatch(Set::isEmpty) ? List.of() : List.copyOf(empty);
    }

    /** One value is a list of one; providers name the list or its element as the type. */
    private List<Object> list(Object value, Class<?> type, Use use) {
        Class<?> element = Iterable.class.isAssignableFrom(type) ? Object.class : type;
        List<?> list = value instanceof List<?> many ? many : Collections.singletonList(value);
        if (list.contains(null)) {
            throw new MatchFailedException("null is in no list, and with it nothing is outside one");
        }
        return list.stream().map(one -> convert(one, element, use)).toList();
    }

    private Object convert(Object value, Class<?> type, Use use) {
        if (value == null || (type.isInstance(value) && type != Object.class)) {
            return value;
        }
        EntityType<?> entity = unit.entities().of(value.getClass());
        if (entity != null) {
            Object id = use.isReference()
                    ? ids.valueOf(value)
                    : unit.factory().getPersistenceUnitUtil().getIdentifier(value);
            return convert(id, type, use);
        }
        return binder.bind(Values.of(value), type);
    }
}

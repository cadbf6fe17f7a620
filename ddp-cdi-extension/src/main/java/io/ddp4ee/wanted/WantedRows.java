package io.ddp4ee.wanted;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.document.DocumentSelect.Selection;
import io.ddp4ee.jpql.Joins;
import io.ddp4ee.jpql.Jpql;
import io.ddp4ee.matching.Place;
import io.ddp4ee.persistence.EntityKey;
import io.ddp4ee.persistence.EntityTypes;
import io.ddp4ee.persistence.Rows;

/** Reads what is wanted of rows that a transaction changed, and which others lead to them. Safe for use by several threads. */
public final class WantedRows {

    private final EntityTypes entities;
    private final WantedPlaces wanted;
    private final WantedElements elements;

    public WantedRows(EntityTypes entities, WantedPlaces wanted) {
        this.entities = entities;
        this.wanted = wanted;
        this.elements = new WantedElements(entities);
    }

    /**
     * The values of rows, each as the database writes a literal of it: exact, and nothing of a persistence provider's.
     *
     * @param keys of the rows, as their columns
     * @return by the key as a document id
     */
    public Map<String, WantedValues> values(EntityType<?> entity, List<List<Object>> keys, Rows rows) {
        Map<String, WantedValues> values = new LinkedHashMap<>();
        List<Place> places = places(entity);
        if (places.isEmpty()) {
            return values;
        }
        EntityKey key = entities.keyOf(entity);
        Joins joins = new Joins(Jpql.ALIAS);
        List<String> paths = new ArrayList<>();
        List<String> expressions = new ArrayList<>(Selection.keyExpressions(key));
        for (Place place : places) {
            if (place.element() == null) {
                paths.add(place.path());
                String expression = joins.expression(Steps.path(entity, place, entities));
                expressions.add("function('quote_literal', " + expression + ")");
            }
        }
        String select = "select " + String.join(", ", expressions) + from(entity) + joins.clause() + " where ";
        for (Selection some : Selection.ofKeys(key, keys)) {
            Map<String, WantedValues> found = new LinkedHashMap<>();
            for (Object[] tuple : rows.select(select + some.condition(), some.parameters())) {
                found.put(key.documentId(columns(key, tuple)), WantedValues.of(literals(paths, key, tuple)));
            }
            elements.read(entity, places, some, found, rows);
            values.putAll(found);
        }
        return values;
    }

    private static Map<String, String> literals(List<String> paths, EntityKey key, Object[] tuple) {
        Map<String, String> literals = new LinkedHashMap<>();
        for (int i = 0; i < paths.size(); i++) {
            literals.put(paths.get(i), (String) tuple[key.parts().size() + i]);
        }
        return literals;
    }

    private static List<Object> columns(EntityKey key, Object[] tuple) {
        return Arrays.asList(tuple).subList(0, key.parts().size());
    }

    /** The entities whose rows lead to rows of another, with the references that wanted paths take there. */
    public Map<EntityType<?>, Set<Followed>> leadingTo(EntityType<?> target) {
        Map<EntityType<?>, Set<Followed>> leading = new LinkedHashMap<>();
        for (String name : wanted.entities()) {
            EntityType<?> entity = entities.named(name);
            for (Place place : entity == null ? List.<Place>of() : places(entity)) {
                for (Followed followed : Followed.of(entity, place, entities)) {
                    if (followed.target().equals(target)) {
                        leading.computeIfAbsent(entity, e -> new LinkedHashSet<>())
                                .add(followed);
                    }
                }
            }
        }
        return leading;
    }

    /**
     * The rows that lead to others.
     *
     * @param keys of the others, each a single value
     * @param most that are wanted; one more tells that there are more
     * @return the keys of the rows, as their columns
     */
    public List<List<Object>> leading(EntityType<?> entity, Followed followed, List<Object> keys, int most, Rows rows) {
        EntityKey key = entities.keyOf(entity);
        List<List<Object>> found = new ArrayList<>();
        for (int from = 0; from < keys.size() && found.size() <= most; from += Selection.KEYS_AT_ONCE) {
            List<Object> some = keys.subList(from, Math.min(keys.size(), from + Selection.KEYS_AT_ONCE));
            Steps steps = Steps.of(followed.key());
            String jpql = "select distinct " + String.join(", ", Selection.keyExpressions(key)) + from(entity)
                    + steps.joins() + " where " + steps.expressions().get(0) + " in ?1";
            for (Object[] tuple : rows.select(jpql, List.of(some), 0, most + 1)) {
                found.add(columns(key, tuple));
            }
        }
        return found;
    }

    /** A server of another version of the application may want what is not there. */
    private List<Place> places(EntityType<?> entity) {
        return wanted.of(entity.getName()).stream()
                .map(Place::parse)
                .filter(place -> Steps.isPlace(entity, place, entities))
                .toList();
    }

    private static String from(EntityType<?> entity) {
        return " from " + entity.getName() + " " + Jpql.ALIAS;
    }
}

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
import io.ddp4ee.jpql.Path;
import io.ddp4ee.persistence.EntityKey;
import io.ddp4ee.persistence.EntityTypes;
import io.ddp4ee.persistence.Rows;

/** Reads what is wanted of rows that a transaction changed, and which others lead to them. Safe for use by several threads. */
public final class WantedRows {

    private final EntityTypes entities;
    private final WantedPlaces wanted;

    public WantedRows(EntityTypes entities, WantedPlaces wanted) {
        this.entities = entities;
        this.wanted = wanted;
    }

    /**
     * The values of rows, each as the database writes a literal of it: exact, and nothing of a persistence provider's.
     *
     * @param keys of the rows, as their columns
     * @return by the key as a document id, and by path
     */
    public Map<String, Map<String, String>> values(EntityType<?> entity, List<List<Object>> keys, Rows rows) {
        Map<String, Map<String, String>> values = new LinkedHashMap<>();
        List<String> paths = paths(entity);
        if (paths.isEmpty()) {
            return values;
        }
        EntityKey key = entities.keyOf(entity);
        Joins joins = new Joins(Jpql.ALIAS);
        List<String> expressions = new ArrayList<>(Selection.keyExpressions(key));
        for (String path : paths) {
            expressions.add("function('quote_literal', " + joins.expression(resolve(entity, path)) + ")");
        }
        String select = "select " + String.join(", ", expressions) + from(entity) + joins.clause() + " where ";
        for (Selection some : Selection.ofKeys(key, keys)) {
            for (Object[] tuple : rows.select(select + some.condition(), some.parameters())) {
                values.put(key.documentId(columns(key, tuple)), literals(paths, key, tuple));
            }
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
            for (String path : entity == null ? List.<String>of() : paths(entity)) {
                for (Followed followed : Followed.of(resolve(entity, path), entities)) {
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
            Joins joins = new Joins(Jpql.ALIAS);
            String expression = joins.expression(followed.key());
            String jpql = "select " + String.join(", ", Selection.keyExpressions(key)) + from(entity) + joins.clause()
                    + " where " + expression + " in ?1";
            for (Object[] tuple : rows.select(jpql, List.of(some), 0, most + 1)) {
                found.add(columns(key, tuple));
            }
        }
        return found;
    }

    /** A server of another version of the application may want what is not there. */
    private List<String> paths(EntityType<?> entity) {
        List<String> paths = new ArrayList<>(wanted.of(entity.getName()));
        paths.removeIf(path -> !Path.isResolvable(entity, List.of(path.split("\\.")), entities));
        return paths;
    }

    private Path resolve(EntityType<?> entity, String path) {
        return Path.resolve(entity, List.of(path.split("\\.")), entities);
    }

    private static String from(EntityType<?> entity) {
        return " from " + entity.getName() + " " + Jpql.ALIAS;
    }
}

package io.ddp4ee.wanted;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;

import io.ddp4ee.document.DocumentSelect.Selection;
import io.ddp4ee.jpql.Jpql;
import io.ddp4ee.jpql.Path;
import io.ddp4ee.matching.Place;
import io.ddp4ee.persistence.EntityKey;
import io.ddp4ee.persistence.EntityTypes;
import io.ddp4ee.persistence.Rows;

/** Reads the elements of rows' collections: one statement for each path to one, and all rows. */
final class WantedElements {

    /** Of one collection in a transaction; whoever is told of none has to read them. */
    private static final int MOST = 2000;

    private final EntityTypes entities;

    WantedElements(EntityTypes entities) {
        this.entities = entities;
    }

    /**
     * @param places of one entity
     * @param some which rows
     * @param found the rows by their keys as document ids, to be added to
     */
    void read(EntityType<?> entity, List<Place> places, Selection some, Map<String, WantedValues> found, Rows rows) {
        Map<String, List<Place>> byCollection = new LinkedHashMap<>();
        for (Place place : places) {
            if (place.element() != null) {
                byCollection
                        .computeIfAbsent(place.path(), path -> new ArrayList<>())
                        .add(place);
            }
        }
        byCollection.forEach((collection, elements) -> read(entity, collection, elements, some, found, rows));
    }

    /** Each way from the collection on has the same elements in it, since outer joins lead there. */
    private void read(
            EntityType<?> entity,
            String collection,
            List<Place> places,
            Selection some,
            Map<String, WantedValues> found,
            Rows rows) {
        EntityKey key = entities.keyOf(entity);
        List<Path> paths = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Place place : places) {
            Path path = Steps.path(entity, place, entities);
            // What is an embeddable as a whole is no value, but an element.
            if (!(path.type() instanceof ManagedType<?>)) {
                paths.add(path);
                names.add(place.element());
            }
        }
        Steps steps = Steps.ofElements(Steps.path(entity, new Place(collection, ""), entities), paths);
        List<String> expressions = new ArrayList<>(Selection.keyExpressions(key));
        steps.expressions().forEach(expression -> expressions.add("function('quote_literal', " + expression + ")"));
        String jpql = "select " + String.join(", ", expressions) + " from " + entity.getName() + " " + Jpql.ALIAS
                + steps.joins() + " where " + some.condition();
        found.values().forEach(row -> row.begin(collection));
        List<Object[]> tuples = rows.select(jpql, some.parameters(), 0, MOST + 1);
        if (tuples.size() > MOST) {
            found.values().forEach(row -> row.forget(collection));
            return;
        }
        int width = key.parts().size();
        for (Object[] tuple : tuples) {
            Map<String, String> element = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                element.put(names.get(i), (String) tuple[width + i]);
            }
            WantedValues row = found.get(key.documentId(Arrays.asList(tuple).subList(0, width)));
            if (row != null) {
                row.add(collection, element);
            }
        }
    }
}

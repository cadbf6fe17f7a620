package io.ddp4ee.wanted;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.jpql.Joins;
import io.ddp4ee.jpql.Jpql;
import io.ddp4ee.jpql.Path;
import io.ddp4ee.matching.Place;
import io.ddp4ee.persistence.EntityTypes;

/**
 * How statements get from rows to places: with a row for each element, where those are of a collection.
 *
 * @param joins to follow the from clause's entity
 * @param expressions of the values
 */
record Steps(String joins, List<String> expressions) {

    /** How statements name an element. */
    private static final String ELEMENT = "element_";

    /** To where one path leads, through one collection at most. */
    static Steps of(Path path) {
        int each = collection(path);
        if (each >= 0) {
            return ofElements(new Path(path.start(), path.attributes().subList(0, each + 1)), List.of(path));
        }
        Joins joins = new Joins(Jpql.ALIAS);
        String expression = joins.expression(path);
        return new Steps(joins.clause(), List.of(expression));
    }

    /** To the elements of a collection, and on from those by outer joins. */
    static Steps ofElements(Path collection, List<Path> paths) {
        Joins outer = new Joins(Jpql.ALIAS);
        String source = outer.expression(collection);
        Joins inner = new Joins(ELEMENT);
        List<String> expressions = new ArrayList<>();
        for (Path path : paths) {
            List<Attribute<?, ?>> attributes = path.attributes();
            int length = collection.attributes().size();
            expressions.add(inner.expression(new Path(null, attributes.subList(length, attributes.size()))));
        }
        return new Steps(outer.clause() + " join " + source + " " + ELEMENT + inner.clause(), expressions);
    }

    /** Where in a path the collection is; less than 0 if there is none. */
    private static int collection(Path path) {
        for (int i = 0; i < path.attributes().size(); i++) {
            if (path.attributes().get(i).isCollection()) {
                return i;
            }
        }
        return -1;
    }

    /** @throws io.ddp4ee.jpql.JpqlException if there is no such place */
    static Path path(EntityType<?> entity, Place place, EntityTypes entities) {
        return Path.resolve(entity, place.names(), entities);
    }

    static boolean isPlace(EntityType<?> entity, Place place, EntityTypes entities) {
        return Path.isResolvable(entity, place.names(), entities)
                && place(path(entity, place, entities)).equals(place);
    }

    /** Where a path leads. */
    static Place place(Path path) {
        List<String> names = path.attributes().stream().map(Attribute::getName).toList();
        int each = collection(path);
        return each < 0
                ? new Place(String.join(".", names), null)
                : new Place(
                        String.join(".", names.subList(0, each + 1)),
                        String.join(".", names.subList(each + 1, names.size())));
    }
}

package io.ddp4ee.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.annotation.Nullable;
import jakarta.persistence.metamodel.Attribute;

import io.ddp4ee.ejson.Custom;
import io.ddp4ee.ejson.Ejson;

/**
 * A field that is an array, or an object from a map: an element collection or references to many. It has a select
 * statement of its own.
 *
 * @param path the names of the objects that it stands in, and its own
 * @param join what to join, in JPQL
 * @param joins further joins, for references within the elements
 * @param element what each element is
 * @param position what orders the elements: an index; null where there is none
 * @param key of a map's entries; null for a collection
 * @param attribute whose value it is
 */
record PluralColumn(
        List<String> path,
        String join,
        String joins,
        Column element,
        @Nullable String position,
        @Nullable Column key,
        Attribute<?, ?> attribute) {

    /** How JPQL texts name an element. */
    static final String ALIAS = "element_";

    List<String> expressions() {
        List<String> all = new ArrayList<>(element.expressions());
        if (position != null) {
            all.add(position);
        }
        if (key != null) {
            all.addAll(key.expressions());
        }
        return all;
    }

    /**
     * The field's value, from the tuples of one row's elements. Where the database keeps no order there is one all the
     * same, or the field would seem to change by itself.
     */
    Object value(List<Object[]> tuples, int from) {
        int width = element.expressions().size();
        if (key != null) {
            Map<String, Object> members = new LinkedHashMap<>();
            tuples.stream()
                    .sorted(Comparator.comparing(tuple -> name(tuple, from + width)))
                    .forEach(tuple -> members.put(name(tuple, from + width), element.value(tuple, from)));
            return members;
        }
        Comparator<Object[]> order = position != null
                ? Comparator.comparingLong(tuple -> ((Number) tuple[from + width]).longValue())
                : Comparator.comparing(tuple -> sortable(element.value(tuple, from)));
        return tuples.stream()
                .sorted(order)
                .map(tuple -> element.value(tuple, from))
                .toList();
    }

    private String name(Object[] tuple, int from) {
        Object name = key.value(tuple, from);
        return String.valueOf(name instanceof Custom custom ? custom.json() : name);
    }

    private static String sortable(Object value) {
        return Ejson.print(value);
    }
}

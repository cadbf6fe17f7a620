package io.ddp4ee.wanted;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is wanted of one row, as {@link io.ddp4ee.bus.Change} has it.
 *
 * @param values of single places
 * @param elements of collections
 */
public record WantedValues(Map<String, String> values, Map<String, List<Map<String, String>>> elements) {

    /** Of a row that nothing is known of. */
    public static final WantedValues NONE = new WantedValues(Map.of(), Map.of());

    /** A row of which there is more to come. */
    static WantedValues of(Map<String, String> values) {
        return new WantedValues(values, new LinkedHashMap<>());
    }

    /** The collection's elements are looked for. */
    void begin(String collection) {
        elements.put(collection, new ArrayList<>());
    }

    void add(String collection, Map<String, String> element) {
        elements.get(collection).add(element);
    }

    /** There are too many. */
    void forget(String collection) {
        elements.remove(collection);
    }
}

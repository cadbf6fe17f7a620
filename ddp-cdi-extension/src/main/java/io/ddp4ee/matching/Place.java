package io.ddp4ee.matching;

import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.Nullable;

/**
 * Where in a row a value stands.
 *
 * @param path from the row's entity to an attribute; of a collection if there is an element
 * @param element the path from each element of the collection, empty for the element itself, which is no value if it is
 *     an entity; null if the attribute has one value
 */
public record Place(String path, @Nullable String element) {

    /**
     * The values of a row, of which a collection may have none or many.
     *
     * @throws io.ddp4ee.matching.value.Unjudged if one is not known, or none that can be judged
     */
    List<Object> values(Row row) {
        List<Object> values = new ArrayList<>();
        if (element == null) {
            values.add(row.value(path));
        } else {
            row.elements(path).forEach(one -> values.add(one.value(element)));
        }
        return values;
    }
}

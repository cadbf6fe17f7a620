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

    /** Behind the path of a collection; no attribute has such a name. */
    private static final String EACH = "[]";

    /** What {@link #toString} has written. */
    public static Place parse(String text) {
        int each = text.indexOf(EACH);
        if (each < 0) {
            return new Place(text, null);
        }
        String rest = text.substring(each + EACH.length());
        return new Place(text.substring(0, each), rest.isEmpty() ? "" : rest.substring(1));
    }

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

    /** The attributes on the way from the entity, also within elements. */
    public List<String> names() {
        List<String> names = new ArrayList<>(List.of(path.split("\\.")));
        if (element != null && !element.isEmpty()) {
            names.addAll(List.of(element.split("\\.")));
        }
        return names;
    }

    /** As in {@code author.email}, {@code tags[]} and {@code items[].state}. */
    @Override
    public String toString() {
        if (element == null) {
            return path;
        }
        return path + EACH + (element.isEmpty() ? "" : "." + element);
    }
}

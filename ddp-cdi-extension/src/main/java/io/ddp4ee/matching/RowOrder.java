package io.ddp4ee.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.ddp4ee.matching.value.Comparing;
import io.ddp4ee.matching.value.SqlType;

/** The order of rows as the database has it: the order of what {@link #of} gives for them. Immutable. */
public record RowOrder(List<Part> parts) implements Comparator<List<Object>> {

    /**
     * One value that rows are ordered by, among those that are equal in all before it.
     *
     * @param type one that the database orders as it is ordered here
     */
    public record Part(String path, SqlType type, boolean isDescending, boolean isNullsFirst) {

        private int compare(Object one, Object other) {
            if (one == null || other == null) {
                return one == other ? 0 : (one == null) == isNullsFirst ? -1 : 1;
            }
            int order = Comparing.compare(one, type, other, type);
            return isDescending ? -order : order;
        }
    }

    public RowOrder {
        parts = List.copyOf(parts);
    }

    /** What rows must have for it, and of which type. */
    public Map<String, SqlType> types() {
        return parts.stream().collect(Collectors.toMap(Part::path, Part::type, (one, same) -> one));
    }

    /**
     * Where a row stands.
     *
     * @throws io.ddp4ee.matching.value.Unjudged if that is not known
     */
    public List<Object> of(Row row) {
        List<Object> values = new ArrayList<>(parts.size());
        parts.forEach(part -> values.add(row.value(part.path())));
        return values;
    }

    @Override
    public int compare(List<Object> one, List<Object> other) {
        for (int i = 0; i < parts.size(); i++) {
            int order = parts.get(i).compare(one.get(i), other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}

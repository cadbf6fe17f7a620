package io.ddp4ee.persistence;

import java.util.List;

/**
 * Reads through a persistence unit, in one transaction. Tuples of attributes only, never entities: an entity may come
 * from a cache, whatever the query says.
 */
public interface Rows {

    /** Without an end. */
    int ALL = Integer.MAX_VALUE;

    /**
     * @param jpql with parameters {@code ?1}, {@code ?2}, ...
     * @return a tuple for each row, of one element too
     */
    List<Object[]> select(String jpql, List<?> parameters, int offset, int limit);

    default List<Object[]> select(String jpql, List<?> parameters) {
        return select(jpql, parameters, 0, ALL);
    }

    /** The one row of a native query, with parameters {@code ?1}, {@code ?2}, ... */
    Object[] nativeRow(String sql, List<?> parameters);
}

package io.ddp4ee.persistence;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.Query;

/** Rows through an entity manager that has joined its transaction. */
public final class EntityManagerRows implements Rows {

    private final EntityManager entityManager;

    public EntityManagerRows(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public List<Object[]> select(String jpql, List<?> parameters, int offset, int limit) {
        Query query = bind(entityManager.createQuery(jpql), parameters);
        if (offset > 0) {
            query.setFirstResult(offset);
        }
        if (limit != ALL) {
            query.setMaxResults(limit);
        }
        List<Object[]> tuples = new ArrayList<>();
        for (Object row : query.getResultList()) {
            tuples.add(tuple(row));
        }
        return tuples;
    }

    @Override
    public Object[] nativeRow(String sql, List<?> parameters) {
        return tuple(bind(entityManager.createNativeQuery(sql), parameters).getSingleResult());
    }

    private static Query bind(Query query, List<?> parameters) {
        for (int i = 0; i < parameters.size(); i++) {
            query.setParameter(i + 1, parameters.get(i));
        }
        return query.setFlushMode(FlushModeType.COMMIT);
    }

    private static Object[] tuple(Object row) {
        return row instanceof Object[] tuple ? tuple : new Object[] {row};
    }
}

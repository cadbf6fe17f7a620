package io.ddp4ee.capture.eclipselink;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.PersistenceException;

import org.eclipse.persistence.exceptions.EclipseLinkException;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.queries.DataReadQuery;
import org.eclipse.persistence.queries.DatabaseQuery;
import org.eclipse.persistence.queries.ReportQuery;
import org.eclipse.persistence.queries.ReportQueryResult;
import org.eclipse.persistence.queries.SQLCall;

import io.ddp4ee.persistence.Rows;

/** Rows through a client session that is about to commit its own transaction; so it reads on that one's connection. */
final class ClientSessionRows implements Rows {

    private final AbstractSession session;

    ClientSessionRows(AbstractSession session) {
        this.session = session;
    }

    @Override
    public List<Object[]> select(String jpql, List<?> parameters, int offset, int limit) {
        ReportQuery query = new ReportQuery();
        query.setJPQLString(jpql);
        query.setFirstResult(offset);
        if (limit != ALL) {
            query.setMaxRows(offset + limit);
        }
        return execute(query, parameters);
    }

    @Override
    public Object[] nativeRow(String sql, List<?> parameters) {
        DataReadQuery query = new DataReadQuery(new SQLCall(sql));
        query.setResultType(DataReadQuery.ARRAY);
        return execute(query, parameters).get(0);
    }

    private List<Object[]> execute(DatabaseQuery query, List<?> parameters) {
        for (int i = 1; i <= parameters.size(); i++) {
            query.addArgument(Integer.toString(i));
        }
        query.dontMaintainCache();
        List<Object[]> tuples = new ArrayList<>();
        try {
            for (Object row : (List<?>) session.executeQuery(query, new ArrayList<>(parameters))) {
                tuples.add(tuple(row));
            }
        } catch (EclipseLinkException e) {
            // As an entity manager says it: the transaction is lost, and not what an adapter made of a row.
            throw new PersistenceException(e);
        }
        return tuples;
    }

    private static Object[] tuple(Object row) {
        if (row instanceof ReportQueryResult result) {
            return result.toArray();
        }
        return row instanceof Object[] columns ? columns : new Object[] {row};
    }
}

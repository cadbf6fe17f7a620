package io.ddp4ee.capture.eclipselink;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.persistence.queries.DataReadQuery;
import org.eclipse.persistence.queries.DatabaseQuery;
import org.eclipse.persistence.queries.ReportQuery;
import org.eclipse.persistence.queries.ReportQueryResult;
import org.eclipse.persistence.queries.SQLCall;
import org.eclipse.persistence.sessions.UnitOfWork;

import io.ddp4ee.persistence.Rows;

/** Rows through a unit of work that is about to commit its own transaction. */
final class UnitOfWorkRows implements Rows {

    private final UnitOfWork unitOfWork;

    UnitOfWorkRows(UnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
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
        for (Object row : (List<?>) unitOfWork.executeQuery(query, new ArrayList<>(parameters))) {
            tuples.add(row instanceof ReportQueryResult result ? result.toArray() : (Object[]) row);
        }
        return tuples;
    }
}

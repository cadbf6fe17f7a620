package io.ddp4ee.query.jpa;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import jakarta.persistence.EntityManager;
import jakarta.persistence.metamodel.EntityType;

import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.document.DocumentException;
import io.ddp4ee.document.TooManyRowsException;
import io.ddp4ee.document.UnmappedException;
import io.ddp4ee.persistence.EntityIds;
import io.ddp4ee.persistence.EntityManagerRows;
import io.ddp4ee.persistence.Rows;
import io.ddp4ee.persistence.Unit;
import io.ddp4ee.query.Database;
import io.ddp4ee.query.DocumentQuery;
import io.ddp4ee.query.QueryResult;

/** Reads a persistence unit in snapshots. */
public final class UnitDatabase implements Database {

    private static final String INVALID_PARAMETER = "22023";

    private final EntityIds ids;
    private final Unit unit;
    private final int mostDocuments;
    private final long mostBytes;

    /**
     * @param mostDocuments that a query may have
     * @param mostBytes that its documents may take, roughly
     */
    public UnitDatabase(EntityIds ids, int mostDocuments, long mostBytes) {
        this.ids = ids;
        this.unit = ids.unit();
        this.mostDocuments = mostDocuments;
        this.mostBytes = mostBytes;
    }

    /** How far a transaction has come. */
    private static final class Progress {
        private boolean begun;
        private boolean inQuery;
    }

    @Override
    public List<QueryResult> read(List<DocumentQuery> queries) throws Exception {
        return new Isolation(this::attemptWithIds).read(queries);
    }

    /** Rows without a document id are given one, in a transaction that may write. */
    private List<QueryResult> attemptWithIds(List<DocumentQuery> queries) throws Exception {
        Set<EntityType<?>> completed = new LinkedHashSet<>();
        while (true) {
            try {
                return attempt(queries);
            } catch (UnmappedException e) {
                if (!completed.add(e.entity())) {
                    throw e;
                }
                unit.transactions().call(entityManager -> {
                    ids.completeAll(new EntityManagerRows(entityManager), e.entity());
                    return null;
                });
            }
        }
    }

    private List<QueryResult> attempt(List<DocumentQuery> queries) throws Exception {
        Progress progress = new Progress();
        try {
            return unit.transactions().call(entityManager -> read(queries, entityManager, progress));
        } catch (UnmappedException e) {
            throw e;
        } catch (Throwable e) {
            // Also an error, which may be a converter's.
            if (!progress.begun) {
                throw e;
            }
            throw new ReadFailedException(progress.inQuery, e);
        }
    }

    private List<QueryResult> read(List<DocumentQuery> queries, EntityManager entityManager, Progress progress) {
        Rows rows = new EntityManagerRows(entityManager);
        // It must be the transaction's first statement. Hibernate empties its cache after a statement of which it
        // does not know what it writes, so it is told: nothing.
        entityManager
                .createNativeQuery("set transaction isolation level repeatable read read only")
                .setHint("org.hibernate.query.native.spaces", "ddp_none")
                .executeUpdate();
        int backend = backend(rows);
        Snapshot snapshot = begin(rows);
        progress.begun = true;
        progress.inQuery = true;
        List<QueryResult> results = new ArrayList<>();
        for (DocumentQuery query : queries) {
            results.add(read((EntityQuery) query, rows, snapshot));
        }
        progress.inQuery = false;
        if (backend(rows) != backend) {
            throw new IllegalStateException("The statements of one transaction went to several connections of " + unit
                    + ": a pooler between server and database must keep a transaction on one");
        }
        return results;
    }

    private Snapshot begin(Rows rows) {
        Object[] row = rows.nativeRow("select cast(pg_current_snapshot() as text), pg_is_in_recovery()", List.of());
        if (Boolean.TRUE.equals(row[1])) {
            throw new IllegalStateException("The data source of " + unit + " leads to a standby, whose snapshots omit"
                    + " transactions that run on the primary: let it lead to the primary");
        }
        return Snapshot.parse((String) row[0]);
    }

    private static int backend(Rows rows) {
        return ((Number) rows.nativeRow("select pg_backend_pid()", List.of())[0]).intValue();
    }

    private QueryResult read(EntityQuery query, Rows rows, Snapshot snapshot) {
        try {
            return new EntityRead(query, rows, mostDocuments, mostBytes).found(snapshot);
        } catch (TooManyRowsException | DocumentException e) {
            return new QueryResult.Refused(e);
        }
    }

    @Override
    public TransactionStatus status(long transaction) throws Exception {
        Object status;
        try {
            status = unit.transactions().call(entityManager -> new EntityManagerRows(entityManager)
                    .nativeRow("select pg_xact_status(cast(?1 as xid8))", List.of(Long.toString(transaction)))[0]);
        } catch (Exception e) {
            if (Failures.hasState(e, INVALID_PARAMETER)) {
                // A transaction to come: this primary has never seen it, so another one has taken it along.
                return TransactionStatus.ABORTED;
            }
            throw e;
        }
        if ("in progress".equals(status)) {
            return TransactionStatus.IN_PROGRESS;
        }
        // Null means that it is long gone: whatever it did can be seen.
        return "aborted".equals(status) ? TransactionStatus.ABORTED : TransactionStatus.COMMITTED;
    }
}

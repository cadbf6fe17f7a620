package io.ddp4ee.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.ChangeBatch;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.document.Document;
import io.ddp4ee.message.Fields;
import io.ddp4ee.query.Database;
import io.ddp4ee.query.DocumentQuery;
import io.ddp4ee.query.QueryResult;

/** A table in memory with PostgreSQL's transactions, snapshots and notifications, as far as live queries see them. */
final class SimulatedDatabase implements Database {

    /** @param version grows with every write of any row, so that older and newer can be told apart */
    record RowState(long version, String category) {}

    /** A transaction that has its number and will write one row when it commits. */
    record Transaction(long number, Snapshot snapshot) {}

    /** @param category the rows of one; "*" for all */
    record CategoryQuery(String category, boolean withCategory) implements DocumentQuery {
        @Override
        public String collection() {
            return "docs";
        }

        @Override
        public Set<String> entities() {
            return Set.of("Doc");
        }

        boolean matches(RowState row) {
            return category.equals("*") || category.equals(row.category());
        }
    }

    private final Runnable meanwhile;
    private final List<String> log;
    private final Map<String, RowState> rows = new TreeMap<>();
    private final Map<Long, Transaction> running = new TreeMap<>();
    private final Queue<ChangeBatch> notifications = new ArrayDeque<>();
    private long nextTransaction = 1;
    private long nextVersion = 1;
    private int failures;
    private int reads;

    /** @param meanwhile lets other things happen while a caller waits */
    SimulatedDatabase(Runnable meanwhile, List<String> log) {
        this.meanwhile = meanwhile;
        this.log = log;
    }

    Map<String, RowState> rows() {
        return rows;
    }

    Queue<ChangeBatch> notifications() {
        return notifications;
    }

    int reads() {
        return reads;
    }

    /** So many reads fail from now on. */
    void failReads(int count) {
        failures = count;
    }

    Transaction begin() {
        Transaction transaction = new Transaction(nextTransaction++, snapshot());
        running.put(transaction.number(), transaction);
        return transaction;
    }

    /** @param category null deletes the row */
    long commit(Transaction transaction, String id, String category) {
        long version = nextVersion++;
        Operation operation =
                category == null ? Operation.DELETE : rows.containsKey(id) ? Operation.UPDATE : Operation.INSERT;
        if (category == null) {
            rows.remove(id);
        } else {
            rows.put(id, new RowState(version, category));
        }
        running.remove(transaction.number());
        log.add("committed " + transaction.number() + ": " + id + " in " + category + " version " + version);
        Change change = new Change("Doc", id, operation, Map.of());
        notifications.add(new ChangeBatch(transaction.number(), transaction.snapshot(), "server", List.of(change)));
        return version;
    }

    void rollBack(Transaction transaction) {
        running.remove(transaction.number());
    }

    private Snapshot snapshot() {
        long xmin = running.isEmpty()
                ? nextTransaction
                : running.keySet().iterator().next();
        String list = running.keySet().stream().map(String::valueOf).collect(Collectors.joining(","));
        return Snapshot.parse(xmin + ":" + nextTransaction + ":" + list);
    }

    Map<String, Document> select(CategoryQuery query) {
        Map<String, Document> found = new LinkedHashMap<>();
        rows.forEach((id, row) -> {
            if (query.matches(row)) {
                found.put(id, document(id, row, query));
            }
        });
        return found;
    }

    private static Document document(String id, RowState row, CategoryQuery query) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("version", Long.toString(row.version()));
        if (query.withCategory()) {
            fields.put("category", "\"" + row.category() + "\"");
        }
        return new Document(id, Fields.of(fields));
    }

    @Override
    public Reading read(List<DocumentQuery> queries) throws Exception {
        reads++;
        meanwhile.run();
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("The database does not answer");
        }
        Snapshot snapshot = snapshot();
        List<QueryResult> results = new ArrayList<>();
        log.add("read " + queries + " in " + snapshot);
        queries.forEach(query -> results.add(new QueryResult.Found(select((CategoryQuery) query))));
        meanwhile.run();
        return new Reading(snapshot, results);
    }

    @Override
    public TransactionStatus status(long transaction) {
        return running.containsKey(transaction) ? TransactionStatus.IN_PROGRESS : TransactionStatus.COMMITTED;
    }
}

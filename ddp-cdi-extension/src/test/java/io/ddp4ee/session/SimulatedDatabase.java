package io.ddp4ee.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.Change.DocumentImage;
import io.ddp4ee.bus.ChangeBatch;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.document.Document;
import io.ddp4ee.matching.BoundCondition;
import io.ddp4ee.matching.Coding;
import io.ddp4ee.matching.Comparison;
import io.ddp4ee.matching.CompiledCondition;
import io.ddp4ee.matching.Condition;
import io.ddp4ee.matching.Operand;
import io.ddp4ee.matching.Place;
import io.ddp4ee.matching.RowOrder;
import io.ddp4ee.matching.value.SqlType;
import io.ddp4ee.message.Fields;
import io.ddp4ee.query.Database;
import io.ddp4ee.query.DocumentQuery;
import io.ddp4ee.query.Keeping;
import io.ddp4ee.query.Matching;
import io.ddp4ee.query.Projection;
import io.ddp4ee.query.QueryResult;

/** A table in memory with PostgreSQL's transactions, snapshots and notifications, as far as live queries see them. */
final class SimulatedDatabase implements Database {

    /** @param version grows with every write of any row, so that older and newer can be told apart */
    record RowState(long version, String category) {}

    /** A transaction that has its number and will write one row when it commits. */
    record Transaction(int timeline, long number, Snapshot snapshot) {}

    /** @param before the row; null if there was none */
    private record Commit(long number, String id, RowState before, long version) {}

    /** What of its rows a query has: all, those that were written last, those that were written before the last, or their number. */
    enum Part {
        ALL(0, Integer.MAX_VALUE),
        NEWEST(0, 2),
        NEXT(1, 2),
        COUNT(0, 0);

        private final int offset;
        private final int limit;

        Part(int offset, int limit) {
            this.offset = offset;
            this.limit = limit;
        }

        boolean isWindow() {
            return this == NEWEST || this == NEXT;
        }
    }

    /**
     * @param category the rows of one; "*" for all
     * @param isMatched whether it is judged in memory
     */
    record CategoryQuery(String category, boolean withCategory, boolean isMatched, Part part) implements DocumentQuery {
        private static final Operand CATEGORY = new Operand.Attribute(SqlType.TEXT, "category", false);
        private static final CompiledCondition OF_CATEGORY = new CompiledCondition(
                new Condition.Compared(Comparison.EQUAL, CATEGORY, new Operand.Parameter(SqlType.TEXT, 0)),
                List.of(Coding.PLAIN),
                Map.of(new Place("category", null), SqlType.TEXT));

        private static final RowOrder NEWEST_FIRST =
                new RowOrder(List.of(new RowOrder.Part("version", SqlType.INT8, true, true)));

        private Keeping keeping() {
            if (part == Part.COUNT) {
                return new Keeping.Count(category);
            }
            return part == Part.ALL ? Keeping.ALL : new Keeping.Window(NEWEST_FIRST, part.offset, part.limit, 1);
        }

        @Override
        public Matching matching() {
            BoundCondition condition = category.equals("*")
                    ? CompiledCondition.ALWAYS.bind(List.of())
                    : OF_CATEGORY.bind(List.of(category));
            List<String> fields = withCategory ? List.of("version", "category") : List.of("version");
            Projection projection = new Projection("docs", "docs", fields, false);
            return isMatched ? new Matching("Doc", condition, Set.of(), projection, keeping()) : null;
        }

        @Override
        public String collection() {
            return part == Part.COUNT ? "counts" : "docs";
        }

        @Override
        public Set<String> entities() {
            return Set.of("Doc");
        }

        /** What a user sees who asks for the rows of his category. */
        CategoryQuery of(String userId) {
            return category.equals("u")
                    ? new CategoryQuery(String.valueOf(userId), withCategory, isMatched, part)
                    : this;
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
    private final List<Commit> commits = new ArrayList<>();
    private final Map<String, Long> lastVersions = new HashMap<>();
    private final Set<Long> lost = new HashSet<>();
    private final Set<String> unanswerable = new HashSet<>();
    private int timeline;
    private long nextTransaction = 1;
    private long nextVersion = 1;
    private int failures;
    private int unanswered;
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

    /** So many queries are not answered from now on, for which nobody is to blame. */
    void leaveUnanswered(int count) {
        unanswered = count;
    }

    /** The queries over one category are refused from now on, or no longer. */
    void refuse(String category, boolean refused) {
        if (refused) {
            unanswerable.add(category);
        } else {
            unanswerable.remove(category);
        }
    }

    /** The versions that a failover has taken along. */
    Set<Long> lost() {
        return lost;
    }

    /** Whether nobody has written a row since, be it that his write was lost. */
    boolean isLast(String id, long version) {
        return lastVersions.get(id) == version;
    }

    /** A standby takes over that has not received the newest commits, and knows nothing of what runs. */
    void failOver(int lostCommits) {
        timeline++;
        running.clear();
        notifications.clear();
        for (int i = Math.min(lostCommits, commits.size()); i > 0; i--) {
            Commit commit = commits.remove(commits.size() - 1);
            lost.add(commit.version());
            if (commit.before() == null) {
                rows.remove(commit.id());
            } else {
                rows.put(commit.id(), commit.before());
            }
        }
        nextTransaction = 1 + commits.stream().mapToLong(Commit::number).max().orElse(0);
        log.add("failed over, next is " + nextTransaction + ", lost " + lost);
    }

    Transaction begin() {
        Transaction transaction = new Transaction(timeline, nextTransaction++, snapshot());
        running.put(transaction.number(), transaction);
        return transaction;
    }

    /** @param category null deletes the row */
    long commit(Transaction transaction, String id, String category) {
        if (!transaction.equals(running.get(transaction.number()))) {
            throw new IllegalStateException("The connection is broken");
        }
        long version = nextVersion++;
        lastVersions.put(id, version);
        commits.add(new Commit(transaction.number(), id, rows.get(id), version));
        Operation operation =
                category == null ? Operation.DELETE : rows.containsKey(id) ? Operation.UPDATE : Operation.INSERT;
        if (category == null) {
            rows.remove(id);
        } else {
            rows.put(id, new RowState(version, category));
        }
        running.remove(transaction.number());
        log.add("committed " + transaction.number() + ": " + id + " in " + category + " version " + version);
        Change change = new Change("Doc", id, operation, images(id), values(id));
        notifications.add(new ChangeBatch(transaction.number(), transaction.snapshot(), "server", List.of(change)));
        return version;
    }

    /** Now and then there is too much to be sent. */
    private Map<String, DocumentImage> images(String id) {
        RowState row = rows.get(id);
        return row == null || nextVersion % 17 == 0
                ? Map.of()
                : Map.of(
                        "docs",
                        new DocumentImage(
                                id,
                                document(id, row, new CategoryQuery("*", true, false, Part.ALL))
                                        .fields()));
    }

    /** Now and then the writer does not know what is wanted. */
    private Map<String, String> values(String id) {
        RowState row = rows.get(id);
        return row == null || nextVersion % 13 == 0 ? Map.of() : values(row);
    }

    private static Map<String, String> values(RowState row) {
        return Map.of("category", "'" + row.category() + "'", "version", "'" + row.version() + "'");
    }

    /** Whether a row that has been written, and nobody since, is in every state that includes it. */
    boolean isIn(CategoryQuery query, RowState row) {
        boolean isNew = query.part() == Part.NEWEST && nextVersion - 1 - row.version() < Part.NEWEST.limit;
        return query.matches(row) && (query.part() == Part.ALL || isNew);
    }

    void rollBack(Transaction transaction) {
        running.remove(transaction.number(), transaction);
    }

    private Snapshot snapshot() {
        long xmin = running.isEmpty()
                ? nextTransaction
                : running.keySet().iterator().next();
        String list = running.keySet().stream().map(String::valueOf).collect(Collectors.joining(","));
        return Snapshot.parse(xmin + ":" + nextTransaction + ":" + list);
    }

    Map<String, Document> select(CategoryQuery query) {
        List<String> ids = ids(query);
        Map<String, Document> found = new LinkedHashMap<>();
        if (query.part() == Part.COUNT) {
            found.put(query.category(), new Keeping.Count(query.category()).document(ids.size()));
        } else {
            ids.stream()
                    .skip(query.part().offset)
                    .limit(query.part().limit)
                    .forEach(id -> found.put(id, document(id, rows.get(id), query)));
        }
        return found;
    }

    private List<String> ids(CategoryQuery query) {
        Comparator<String> newestFirst =
                Comparator.comparing((String id) -> rows.get(id).version()).reversed();
        return rows.keySet().stream()
                .filter(id -> query.matches(rows.get(id)))
                .sorted(query.part() == Part.ALL ? Comparator.naturalOrder() : newestFirst)
                .toList();
    }

    private QueryResult.Found found(CategoryQuery query) {
        // Now and then there are too many to be kept.
        if (!query.isMatched() || query.part() == Part.ALL || nextVersion % 7 == 0) {
            return new QueryResult.Found(select(query), snapshot());
        }
        Map<String, Document> documents = query.part() == Part.COUNT ? select(query) : new LinkedHashMap<>();
        Map<String, Map<String, String>> found = new LinkedHashMap<>();
        int most = query.keeping() instanceof Keeping.Window window ? window.read() : rows.size();
        ids(query).stream().limit(most).forEach(id -> {
            found.put(id, values(rows.get(id)));
            if (query.part().isWindow()) {
                documents.put(id, document(id, rows.get(id), query));
            }
        });
        return new QueryResult.Found(documents, snapshot(), found);
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
    public List<QueryResult> read(List<DocumentQuery> queries) throws Exception {
        reads++;
        meanwhile.run();
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("The database does not answer");
        }
        List<QueryResult> results = new ArrayList<>();
        log.add("read " + queries + " in " + snapshot());
        for (DocumentQuery query : queries) {
            results.add(result((CategoryQuery) query));
            if (!unanswerable.isEmpty()) {
                // What was to be read with one that fails is read apart.
                meanwhile.run();
            }
        }
        meanwhile.run();
        return results;
    }

    private QueryResult result(CategoryQuery query) {
        if (unanswered > 0) {
            unanswered--;
            return new QueryResult.Unanswered(new IllegalStateException("Not now"), false);
        }
        return unanswerable.contains(query.category())
                ? new QueryResult.Refused(new IllegalStateException("Not this"))
                : found(query);
    }

    @Override
    public TransactionStatus status(long transaction) {
        if (running.containsKey(transaction)) {
            return TransactionStatus.IN_PROGRESS;
        }
        boolean committed = commits.stream().anyMatch(commit -> commit.number() == transaction);
        return committed ? TransactionStatus.COMMITTED : TransactionStatus.ABORTED;
    }
}

package io.ddp4ee.query;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.Change.DocumentImage;
import io.ddp4ee.bus.ChangeBatch;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.document.Document;
import io.ddp4ee.matching.Coding;
import io.ddp4ee.matching.Comparison;
import io.ddp4ee.matching.CompiledCondition;
import io.ddp4ee.matching.Condition.Compared;
import io.ddp4ee.matching.Operand.Attribute;
import io.ddp4ee.matching.Operand.Parameter;
import io.ddp4ee.matching.Place;
import io.ddp4ee.matching.value.SqlType;
import io.ddp4ee.message.Fields;
import io.ddp4ee.query.QueryResult.Found;

/**
 * A transaction is delivered that has changed the price of one book, while there are so many queries, each for the books of
 * one author, who has one: from the batch to the one subscriber, or to none.
 */
@State(Scope.Thread)
public class LiveQueriesBenchmark {

    private static final String COLLECTION = "bookstore.book";
    private static final String[] NAMES = {"price", "title"};
    /** A prime: no author comes next to the one before, and all come. */
    private static final int STRIDE = 7919;

    private static final Snapshot READ = Snapshot.parse("10:10:");

    private static final CompiledCondition BY_EMAIL = new CompiledCondition(
            new Compared(
                    Comparison.EQUAL,
                    new Attribute(SqlType.TEXT, "author.email", false),
                    new Parameter(SqlType.TEXT, 0)),
            List.of(Coding.PLAIN),
            Map.of(new Place("author.email", null), SqlType.TEXT));

    /** One author's books. */
    private record Books(int author, Matching matching) implements DocumentQuery {

        @Override
        public String collection() {
            return COLLECTION;
        }

        @Override
        public Set<String> entities() {
            return Set.of("Book");
        }
    }

    private static final class Authors implements Database {

        @Override
        public List<QueryResult> read(List<DocumentQuery> queries) {
            return queries.stream()
                    .map(query -> document(((Books) query).author(), "10.00"))
                    .<QueryResult>map(book -> new Found(new HashMap<>(Map.of(book.id(), book)), READ))
                    .toList();
        }

        @Override
        public TransactionStatus status(long transaction) {
            return TransactionStatus.COMMITTED;
        }
    }

    private static final class Counter implements QuerySubscriber {

        private int joined;
        private int changed;

        @Override
        public void joined(LiveView view, Delta documents) {
            joined++;
        }

        @Override
        public void changed(LiveView view, Delta delta) {
            changed++;
        }

        @Override
        public CompletionStage<?> refused(LiveView view, Exception cause) {
            throw new IllegalStateException(cause);
        }
    }

    @Param({"1", "100", "10000", "100000"})
    private int queries;

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Counter counter = new Counter();
    private final LiveQueries live = new LiveQueries(
            new Authors(),
            tasks::add,
            tasks::add,
            (delay, task) -> {},
            new QueryLimits(4, Duration.ZERO, Duration.ofSeconds(10), 10_000));
    private long transaction = 10;
    private int author;

    @Setup
    public void subscribe() {
        live.established();
        Reference reference = new Reference(new Place("author", null), "Author", new Place("author.id", null), false);
        Projection projection = new Projection(COLLECTION, COLLECTION, List.of(NAMES), false);
        for (int i = 0; i < queries; i++) {
            Matching matching = new Matching("Book", BY_EMAIL.bind(List.of(email(i))), Set.of(reference), projection);
            live.join(List.of(live.view(new Books(i, matching), counter)), () -> null);
        }
        work();
        if (counter.joined != queries) {
            throw new IllegalStateException(counter.joined + " of " + queries + " have joined");
        }
    }

    private static String email(int author) {
        return "author-" + author + "@example.org";
    }

    private static Document document(int author, String price) {
        return new Document(Integer.toString(author), Fields.of(NAMES, new String[] {price, "\"A Book\""}));
    }

    private void work() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private void deliver(int number) {
        // Another price each time.
        Document book = document(number, Long.toString(transaction));
        Change change = new Change(
                "Book",
                book.id(),
                Operation.UPDATE,
                Map.of(COLLECTION, new DocumentImage(book.id(), book.fields())),
                Map.of("author.id", "'" + number + "'", "author.email", "'" + email(number) + "'"));
        Snapshot seen = Snapshot.parse(transaction + ":" + transaction + ":");
        ChangeBatch batch =
                new ChangeBatch(transaction++, seen, "server", List.of(change), List.of(), Set.of("Book.author"));
        live.execute(() -> live.received(batch));
        work();
    }

    @Benchmark
    public int one() {
        int before = counter.changed;
        author = (author + STRIDE) % queries;
        deliver(author);
        if (counter.changed != before + 1) {
            throw new IllegalStateException("Nobody is told");
        }
        return counter.changed;
    }

    @Benchmark
    public int none() {
        author = (author + STRIDE) % queries;
        deliver(queries + author);
        return counter.changed;
    }
}

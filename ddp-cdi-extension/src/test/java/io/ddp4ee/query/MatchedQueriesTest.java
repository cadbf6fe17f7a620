package io.ddp4ee.query;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.Change.DocumentImage;
import io.ddp4ee.bus.ChangeBatch;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.capture.Outcome;
import io.ddp4ee.capture.Published;
import io.ddp4ee.matching.Coding;
import io.ddp4ee.matching.Comparison;
import io.ddp4ee.matching.CompiledCondition;
import io.ddp4ee.matching.Condition;
import io.ddp4ee.matching.Operand;
import io.ddp4ee.matching.Place;
import io.ddp4ee.matching.value.SqlType;
import io.ddp4ee.message.Fields;
import io.ddp4ee.method.WriteFences;

import static org.assertj.core.api.Assertions.assertThat;

/** What is delivered is enough for a query that can be judged by it, and is not taken for more than it says. */
class MatchedQueriesTest extends LiveQueriesBench {

    private static final Reference AUTHOR = new Reference("author", "Author", "author.id");

    private static final CompiledCondition BY_EMAIL = new CompiledCondition(
            new Condition.Compared(
                    Comparison.EQUAL,
                    new Operand.Attribute(SqlType.TEXT, "author.email", false),
                    new Operand.Parameter(SqlType.TEXT, 0)),
            List.of(Coding.PLAIN),
            Map.of(new Place("author.email", null), SqlType.TEXT));

    private final Query ann = new Query(
            "ann",
            new Matching(
                    "Doc",
                    BY_EMAIL.bind(List.of("ann@example.com")),
                    Set.of(AUTHOR),
                    new Projection("docs", List.of("title"), false)));

    private long transaction = 10;

    @BeforeEach
    void join() {
        queries.established();
        database.snapshot = "10:10:";
        join(ann);
        settle();
        told.clear();
        database.reads = 0;
        database.snapshot = "50:50:";
    }

    private static Change book(String id, String author, String email, Operation operation) {
        Map<String, String> values = new HashMap<>();
        values.put("author.id", author == null ? null : "'" + author + "'");
        values.put("author.email", email == null ? null : "'" + email + "'");
        DocumentImage image = new DocumentImage(id, Fields.of(Map.of("title", "\"T\"")));
        return new Change("Doc", id, operation, Map.of("docs", image), values);
    }

    private static Change author(String id) {
        return new Change("Author", id, Operation.UPDATE, Map.of());
    }

    /** @param snapshot that it took, of what had committed before it */
    private void deliver(String snapshot, Set<String> followed, Change... changes) {
        receive(new ChangeBatch(
                transaction++, Snapshot.parse(snapshot), "server", List.of(changes), List.of(), followed));
    }

    private void deliver(Change... changes) {
        deliver(transaction + ":" + transaction + ":", Set.of("Doc.author"), changes);
    }

    private void receive(ChangeBatch batch) {
        queries.execute(() -> queries.received(batch));
        settle();
    }

    @Test
    void rowThatComesAndGoes_isTold_andNothingIsRead() {
        deliver(book("1", "7", "ann@example.com", Operation.INSERT));
        assertThat(told).containsExactly("changed ann");
        deliver(book("2", "8", "ben@example.com", Operation.INSERT));
        assertThat(told).hasSize(1);
        deliver(book("1", "8", "ben@example.com", Operation.UPDATE));
        assertThat(told).hasSize(2);
        deliver(author("8"), book("2", "8", "ann@example.com", Operation.RELATED));
        assertThat(told).hasSize(3);
        deliver(new Change("Doc", "2", Operation.DELETE, Map.of()));
        assertThat(told).hasSize(4);
        assertThat(database.reads).isZero();
    }

    @Test
    void rowsThatLeadToAChangedOne_areReadIfTheWriterDidNotLookForThem() {
        deliver(transaction + ":" + transaction + ":", Set.of(), author("7"));
        assertThat(database.reads).isEqualTo(1);
    }

    @Test
    void valueThatTheWriterDidNotKnowToBeWanted_isRead() {
        deliver(new Change("Doc", "1", Operation.UPDATE, Map.of()));
        assertThat(database.reads).isEqualTo(1);
    }

    @Test
    void anyRow_isRead() {
        deliver(Change.ofAny("Doc"));
        assertThat(database.reads).isEqualTo(1);
    }

    /** Of each the second has not seen the first: what it says may be half of it. */
    @ParameterizedTest
    @ValueSource(strings = {"same row", "where it leads", "what leads to it"})
    void writersWhoMissedEachOther_areNotBelieved(String what) {
        Change book = book("1", "7", "ben@example.com", Operation.UPDATE);
        Change first = what.equals("where it leads") ? author("7") : book;
        Change second = what.equals("what leads to it") ? author("7") : book;
        String neither = transaction + ":" + transaction + ":";

        deliver(neither, Set.of("Doc.author"), first);
        assertThat(database.reads).isZero();
        deliver(neither, Set.of("Doc.author"), second);
        assertThat(database.reads).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"another row", "it has seen it"})
    void writersWhoMissedNothing_areBelieved(String what) {
        boolean isOther = what.equals("another row");
        String first = transaction + ":" + transaction + ":";
        deliver(first, Set.of("Doc.author"), book("1", "7", "ben@example.com", Operation.UPDATE));
        String second = isOther ? first : transaction + ":" + transaction + ":";
        deliver(second, Set.of("Doc.author"), book(isOther ? "2" : "1", "8", "ann@example.com", Operation.UPDATE));

        assertThat(database.reads).isZero();
        assertThat(told).containsExactly("changed ann");
    }

    @Test
    void writeOfThisServer_isWaitedForUntilItIsDelivered_andReadIfItIsNot() {
        WriteFences fences = new WriteFences();
        queries.committed(transaction, Set.of("Doc"));
        queries.awaitApplied(() -> List.of(), transaction, Set.of("Doc"), () -> told.add("nobody waits"));
        List<LiveView> views = queries.views(List.of(ann), new Subscriber());
        queries.join(views, () -> null);
        settle();
        assertThat(told).as("whoever joins afterwards sees it").containsExactly("nobody waits");

        deliver(book("1", "7", "ann@example.com", Operation.INSERT));
        assertThat(told).containsExactly("nobody waits", "changed ann", "joined ann");
        assertThat(database.reads).isZero();

        fences.listener(queries).completed(new Published(99, Set.of("Doc"), List.of()), Outcome.COMMITTED);
        queries.awaitApplied(() -> views, 99, Set.of("Doc"), () -> told.add("updated"));
        settle();
        assertThat(told).doesNotContain("updated");
        database.snapshot = "100:100:";
        passTime();
        assertThat(told).contains("updated");
        assertThat(database.reads).isEqualTo(1);
    }
}

package io.ddp4ee.query;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.Change.DocumentImage;
import io.ddp4ee.bus.ChangeBatch;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.matching.BoundCondition;
import io.ddp4ee.matching.Coding;
import io.ddp4ee.matching.Comparison;
import io.ddp4ee.matching.CompiledCondition;
import io.ddp4ee.matching.Condition;
import io.ddp4ee.matching.Operand;
import io.ddp4ee.matching.Place;
import io.ddp4ee.matching.value.SqlType;
import io.ddp4ee.message.Fields;

import static org.assertj.core.api.Assertions.assertThat;

/** Likewise of what rows have in collections. */
class MatchedElementsTest extends LiveQueriesBench {

    private static final Place TAG = new Place("tags", "");

    private static final CompiledCondition BY_TAG = new CompiledCondition(
            new Condition.Member(
                    new Operand.Parameter(SqlType.TEXT, 0), "tags", new Operand.Attribute(SqlType.TEXT, "", true)),
            List.of(Coding.PLAIN),
            Map.of(TAG, SqlType.TEXT));

    private static final CompiledCondition WITHOUT_TAGS = new CompiledCondition(
            new Condition.Not(new Condition.Exists("tags", null)), List.of(), Map.of(TAG, SqlType.BOOLEAN));

    private long transaction = 10;

    private static Change tagged(String id, List<String> tags) {
        DocumentImage image = new DocumentImage(id, Fields.of(Map.of("title", "\"T\"")));
        List<Map<String, String>> elements =
                tags.stream().map(tag -> Map.of("", "'" + tag + "'")).toList();
        return new Change("Doc", id, Operation.UPDATE, Map.of("docs", image), Map.of(), Map.of("tags", elements));
    }

    @BeforeEach
    void join() {
        queries.established();
        database.snapshot = "10:10:";
        for (String tag : List.of("x", "y")) {
            join(new Query(tag, matching(BY_TAG.bind(List.of(tag)))));
        }
        join(new Query("none", matching(WITHOUT_TAGS.bind(List.of()))));
        settle();
        told.clear();
        database.reads = 0;
        database.snapshot = "50:50:";
    }

    private void deliver(String snapshot, Change... changes) {
        ChangeBatch batch = new ChangeBatch(
                transaction++,
                Snapshot.parse(snapshot),
                "server",
                List.of(changes),
                List.of(),
                Set.of("Doc.notes[]", "Doc.notes[].author"));
        queries.execute(() -> queries.received(batch));
        settle();
    }

    private void deliver(Change... changes) {
        deliver(transaction + ":" + transaction + ":", changes);
    }

    private static Matching matching(BoundCondition condition) {
        return new Matching("Doc", condition, Set.of(), new Projection("docs", "docs", List.of("title"), false));
    }

    @Test
    void elements_areJudged_andNothingIsRead() {
        deliver(tagged("1", List.of("x", "z")));
        assertThat(told).containsExactly("changed x");
        deliver(tagged("1", List.of("y")));
        assertThat(told).containsExactly("changed x", "changed x", "changed y");
        deliver(tagged("1", List.of()));
        assertThat(told).containsExactly("changed x", "changed x", "changed y", "changed y", "changed none");
        assertThat(database.reads).isZero();
    }

    @Test
    void collectionThatTheWriterDidNotKnowToBeWanted_isRead() {
        deliver(new Change("Doc", "1", Operation.UPDATE, Map.of()));
        assertThat(database.reads).isPositive();
    }

    /** A row whose collection is changed is not locked, so that of its columns only one of them may know. */
    @Test
    void writersOfOneRow_whoMissedEachOther_areNotBelieved() {
        String neither = transaction + ":" + transaction + ":";
        deliver(neither, tagged("1", List.of("x")));
        assertThat(database.reads).isZero();
        deliver(neither, tagged("1", List.of("y")));
        assertThat(database.reads).isPositive();
    }

    private void joinByNotes(boolean isElsewhere) {
        Place author = new Place("notes", "author.name");
        Condition exists = new Condition.Exists(
                "notes",
                new Condition.Compared(
                        Comparison.EQUAL,
                        new Operand.Attribute(SqlType.TEXT, "author.name", true),
                        new Operand.Parameter(SqlType.TEXT, 0)));
        CompiledCondition compiled = new CompiledCondition(exists, List.of(Coding.PLAIN), Map.of(author, SqlType.TEXT));
        Set<Reference> references = Set.of(
                new Reference(new Place("notes", ""), "Note", new Place("notes", "id"), isElsewhere),
                new Reference(new Place("notes", "author"), "Author", new Place("notes", "author.id"), false));
        Projection projection = new Projection("docs", "docs", List.of("title"), false);
        database.snapshot = "10:10:";
        join(new Query("ann", new Matching("Doc", compiled.bind(List.of("Ann")), references, projection)));
        settle();
        told.clear();
        database.reads = 0;
        database.snapshot = "50:50:";
    }

    private static Change noted(String author) {
        DocumentImage image = new DocumentImage("1", Fields.of(Map.of("title", "\"T\"")));
        Map<String, String> note = Map.of("id", "'5'", "author.id", "'7'", "author.name", author);
        return new Change(
                "Doc", "1", Operation.RELATED, Map.of("docs", image), Map.of(), Map.of("notes", List.of(note)));
    }

    private static Change change(String entity, String id, Operation operation) {
        return new Change(entity, id, operation, Map.of());
    }

    /** A note that is moved or deleted was another row's, and nobody tells whose. */
    @Test
    void whatOtherRowsHold_isJudgedWhenItIsNew_andReadWhenItChanges() {
        joinByNotes(true);
        deliver(change("Note", "5", Operation.INSERT), noted("'Ann'"));
        deliver(change("Author", "7", Operation.UPDATE), noted("'Ben'"));
        assertThat(told).containsExactly("changed ann", "changed ann");
        assertThat(database.reads).isZero();
        database.snapshot = "13:13:";
        deliver(change("Note", "5", Operation.UPDATE), noted("'Ben'"));
        assertThat(database.reads).isEqualTo(1);
        database.snapshot = "50:50:";
        deliver(change("Note", "5", Operation.DELETE));
        assertThat(database.reads).isEqualTo(2);
    }

    /** One has changed a row between, and nobody knows from where that is led to. */
    @Test
    void farEndOfAWay_isNotBelieved_whereTheWayHasChangedUnseen() {
        joinByNotes(false);
        String neither = transaction + ":" + transaction + ":";
        deliver(neither, change("Note", "5", Operation.UPDATE));
        assertThat(database.reads).isZero();
        deliver(neither, change("Author", "7", Operation.UPDATE));
        assertThat(database.reads).isEqualTo(1);
    }

    /** Another has given the row an element, or taken it. */
    @Test
    void rowIsNotBelieved_whereAnElementHasChangedUnseen() {
        joinByNotes(true);
        String neither = transaction + ":" + transaction + ":";
        database.snapshot = "11:11:";
        deliver(neither, change("Note", "6", Operation.UPDATE));
        assertThat(database.reads).isEqualTo(1);
        database.snapshot = "50:50:";
        deliver(neither, noted("'Ann'"));
        assertThat(database.reads).isEqualTo(2);
    }
}

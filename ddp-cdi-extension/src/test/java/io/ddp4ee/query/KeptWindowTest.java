package io.ddp4ee.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.Change.DocumentImage;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.document.Document;
import io.ddp4ee.matching.Coding;
import io.ddp4ee.matching.Comparison;
import io.ddp4ee.matching.CompiledCondition;
import io.ddp4ee.matching.Condition;
import io.ddp4ee.matching.Operand;
import io.ddp4ee.matching.Place;
import io.ddp4ee.matching.RowOrder;
import io.ddp4ee.matching.value.SqlType;
import io.ddp4ee.message.Fields;
import io.ddp4ee.query.QueryResult.Found;

import static org.assertj.core.api.Assertions.assertThat;

/** A window shows the rows that a sorted list of all would have in it, and reads only what it cannot know. */
class KeptWindowTest {

    /** Rows that are open and those that are not, each with a price or none. */
    private record State(boolean open, Integer price) {}

    private static final String COLLECTION = "docs";

    private static final CompiledCondition OPEN = new CompiledCondition(
            new Condition.Compared(
                    Comparison.EQUAL,
                    new Operand.Attribute(SqlType.BOOLEAN, "open", false),
                    new Operand.Parameter(SqlType.BOOLEAN, 0)),
            List.of(Coding.PLAIN),
            Map.of(new Place("open", null), SqlType.BOOLEAN));

    private final Map<Long, State> table = new TreeMap<>();
    private final Map<String, Document> client = new HashMap<>();
    private final Set<String> held = new TreeSet<>();
    private Keeping.Window window;
    private Matching matching;
    private Kept kept;
    private boolean isDescending;
    private boolean isNullsFirst;
    private int reads;

    private void open(boolean descending, boolean nullsFirst, int offset, int limit, int mostRows) {
        isDescending = descending;
        isNullsFirst = nullsFirst;
        RowOrder order = new RowOrder(List.of(
                new RowOrder.Part("price", SqlType.NUMERIC, descending, nullsFirst),
                new RowOrder.Part("id", SqlType.INT8, false, false)));
        window = new Keeping.Window(order, offset, limit);
        matching = new Matching(
                "Doc",
                OPEN.bind(List.of(true)),
                Set.of(),
                new Projection(COLLECTION, COLLECTION, List.of("price"), false),
                window);
        kept = new KeptWindow(COLLECTION, matching, window, mostRows);
        read();
    }

    private List<Long> sorted() {
        Comparator<Integer> prices = isDescending ? Comparator.reverseOrder() : Comparator.naturalOrder();
        Comparator<Integer> nulls = isNullsFirst ? Comparator.nullsFirst(prices) : Comparator.nullsLast(prices);
        return table.entrySet().stream()
                .filter(row -> row.getValue().open())
                .sorted(Comparator.comparing(
                                (Map.Entry<Long, State> row) -> row.getValue().price(), nulls)
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .collect(Collectors.toList());
    }

    private Document document(Long id) {
        return new Document(
                id.toString(),
                Fields.of(Map.of("price", String.valueOf(table.get(id).price()))));
    }

    private Map<String, String> values(Long id) {
        State state = table.get(id);
        Map<String, String> values = new HashMap<>();
        values.put("id", "'" + id + "'");
        values.put("open", "'" + state.open() + "'");
        values.put("price", state.price() == null ? null : "'" + state.price() + "'");
        return values;
    }

    private void read() {
        reads++;
        Map<String, Document> documents = new LinkedHashMap<>();
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        sorted().stream().limit(window.read()).forEach(id -> {
            documents.put(id.toString(), document(id));
            rows.put(id.toString(), values(id));
        });
        take(kept.install(new Found(documents, Snapshot.parse("5:5:"), rows)));
    }

    /** Nobody is told of what is not so. */
    private void take(KeptChange change) {
        for (DocumentChange one : change.delta().changes()) {
            assertThat(client.containsKey(one.id())).isEqualTo(!one.isAdded());
            if (one.isRemoved()) {
                client.remove(one.id());
            } else {
                client.put(one.id(), one.after());
            }
        }
        change.come().forEach(id -> assertThat(held.add(id)).as("come " + id).isTrue());
        change.gone().forEach(id -> assertThat(held.remove(id)).as("gone " + id).isTrue());
        assertThat(held).containsExactlyInAnyOrderElementsOf(kept.rows());
        assertThat(kept.rows()).hasSizeLessThanOrEqualTo(window.most());
    }

    private Change change(Long id) {
        return table.containsKey(id)
                ? new Change(
                        "Doc",
                        id.toString(),
                        Operation.UPDATE,
                        Map.of(
                                COLLECTION,
                                new DocumentImage(id.toString(), document(id).fields())),
                        values(id))
                : new Change("Doc", id.toString(), Operation.DELETE, Map.of());
    }

    /** @param ids of rows that a transaction has written */
    private void deliver(Set<Long> ids) {
        List<Change> changes = new ArrayList<>();
        for (Long id : ids) {
            State state = table.get(id);
            // As the index and the holders find them.
            if (held.contains(id.toString()) || (state != null && state.open())) {
                changes.add(change(id));
            }
        }
        deliver(changes);
    }

    private void deliver(List<Change> changes) {
        KeptChange change =
                kept.apply(RowChanges.of(7, changes, matching.types()).rows());
        if (change == null) {
            read();
        } else {
            take(change);
        }
    }

    private void check() {
        Map<String, Document> expected = sorted().stream()
                .skip(window.offset())
                .limit(window.limit())
                .collect(Collectors.toMap(Object::toString, this::document));
        assertThat(client).isEqualTo(expected);
        assertThat(kept.documents()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, 0, 3, 1",
        "true, true, 0, 3, 2",
        "true, false, 2, 1, 3",
        "false, true, 5, 4, 4",
        "false, false, 0, 30, 5",
        "true, true, 7, 2147483647, 6"
    })
    void anyWrites_areWhatASortedListHas(boolean descending, boolean nullsFirst, int offset, int limit, long seed) {
        Random random = new Random(seed);
        open(descending, nullsFirst, offset, limit, 1000);
        for (int i = 0; i < 4000; i++) {
            Set<Long> written = new TreeSet<>();
            do {
                Long id = (long) random.nextInt(i < 2000 ? 60 : 20);
                written.add(id);
                if (random.nextInt(4) == 0) {
                    table.remove(id);
                } else {
                    Integer price = random.nextInt(4) == 0 ? null : (Integer) random.nextInt(8);
                    table.put(id, new State(random.nextInt(5) > 0, price));
                }
            } while (random.nextInt(3) == 0);
            deliver(written);
            check();
        }
        assertThat(reads).isLessThan(limit == Integer.MAX_VALUE ? 2 : 800);
    }

    private void fill(int rows) {
        for (long id = 0; id < rows; id++) {
            table.put(id, new State(true, (int) id));
        }
    }

    private void remove(long id) {
        table.remove(id);
        deliver(Set.of(id));
        check();
    }

    private void removeFrom(long first, long end) {
        for (long id = first; id < end; id++) {
            remove(id);
        }
    }

    @Test
    void lastRowOfTheMargin_isKept_whenItIsChangedWhereItIs() {
        fill(100);
        open(false, false, 2, 5, 1000);
        deliver(Set.of(window.read() - 1L));
        removeFrom(0, window.margin());
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void rowsThatWereForgotten_areNotKnownAnyMore() {
        fill(30);
        open(false, false, 0, 3, 1000);
        for (long id = 100; id < 113; id++) {
            table.put(id, new State(true, -1));
            deliver(Set.of(id));
        }
        assertThat(kept.rows()).hasSize(window.most()).doesNotContain("10", "11", "12");
        removeFrom(100, 105);
        // One that was forgotten does not come back without those before it.
        deliver(Set.of(11L));
        removeFrom(105, 113);
        removeFrom(0, 8);
    }

    @Test
    void removal_isFilledFromTheMargin_andReadWhenThatIsEmpty() {
        fill(100);
        open(false, false, 2, 5, 1000);
        removeFrom(0, window.margin());
        assertThat(reads).isEqualTo(1);
        remove(window.margin());
        assertThat(reads).isEqualTo(2);
        assertThat(kept.rows()).hasSize(window.read());
    }

    @Test
    void removals_ofAResultThatIsKnownToItsEnd_areNeverRead() {
        fill(12);
        open(false, false, 0, 5, 1000);
        removeFrom(0, 12);
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void rowBeyondWhatIsKept_needsNoDocument_andIsForgotten() {
        fill(100);
        open(false, false, 0, 5, 1000);
        table.put(99L, new State(true, 200));
        deliver(List.of(new Change("Doc", "99", Operation.UPDATE, Map.of(), values(99L))));
        check();
        assertThat(reads).isEqualTo(1);
        assertThat(kept.rows()).doesNotContain("99");
    }

    @Test
    void unknownValue_isRead_andNothingHasChanged() {
        fill(100);
        open(false, false, 0, 5, 1000);
        Map<String, String> values = values(3L);
        values.remove("price");
        Change unknown = new Change("Doc", "3", Operation.UPDATE, Map.of(), values);
        assertThat(kept.apply(RowChanges.of(7, List.of(change(1L), unknown), matching.types())
                        .rows()))
                .isNull();
        check();
    }

    @Test
    void valueWithoutAKnownPlace_isReadWheneverARowChanges() {
        fill(10);
        open(false, false, 0, 5, 1000);
        Map<String, Document> documents = new LinkedHashMap<>();
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        sorted().forEach(id -> {
            documents.put(id.toString(), document(id));
            Map<String, String> values = values(id);
            values.put("price", id == 7 ? "'NaN'" : values.get("price"));
            rows.put(id.toString(), values);
        });
        take(kept.install(new Found(documents, Snapshot.parse("5:5:"), rows)));
        check();
        assertThat(kept.isBlind()).isTrue();
        assertThat(kept.rows()).isEmpty();
        assertThat(kept.apply(List.of(new ChangedRow(change(8L), matching.types()))))
                .isNull();
        assertThat(kept.apply(List.of()).delta().isEmpty()).isTrue();
        read();
        assertThat(kept.isBlind()).isFalse();
        check();
    }

    @Test
    void windowThatHasBeenReadForItself_isShown() {
        fill(100);
        open(false, false, 50, 5, 1000);
        table.put(52L, new State(true, 1));
        Map<String, Document> documents =
                sorted().stream().skip(50).limit(5).collect(Collectors.toMap(Object::toString, this::document));
        take(kept.install(new Found(documents, Snapshot.parse("5:5:"))));
        check();
        assertThat(kept.isBlind()).isTrue();
    }

    @Test
    void moreRowsThanMayBeKept_areTheDatabasesToRefuse() {
        fill(9);
        open(false, false, 0, Integer.MAX_VALUE, 10);
        table.put(50L, new State(true, 1));
        deliver(Set.of(50L));
        assertThat(reads).isEqualTo(1);
        table.put(51L, new State(true, 1));
        assertThat(kept.apply(
                        RowChanges.of(7, List.of(change(51L)), matching.types()).rows()))
                .isNull();
    }
}

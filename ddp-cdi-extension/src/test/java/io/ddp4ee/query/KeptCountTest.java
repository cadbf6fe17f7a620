package io.ddp4ee.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.document.Document;
import io.ddp4ee.matching.Coding;
import io.ddp4ee.matching.Comparison;
import io.ddp4ee.matching.CompiledCondition;
import io.ddp4ee.matching.Condition;
import io.ddp4ee.matching.Operand;
import io.ddp4ee.matching.Place;
import io.ddp4ee.matching.value.SqlType;
import io.ddp4ee.query.QueryResult.Found;

import static org.assertj.core.api.Assertions.assertThat;

/** A count is the number of rows, is told when it is another, and is counted by the database when there are too many. */
class KeptCountTest {

    private static final int MOST = 12;

    private static final CompiledCondition OPEN = new CompiledCondition(
            new Condition.Compared(
                    Comparison.EQUAL,
                    new Operand.Attribute(SqlType.BOOLEAN, "open", false),
                    new Operand.Parameter(SqlType.BOOLEAN, 0)),
            List.of(Coding.PLAIN),
            Map.of(new Place("open", null), SqlType.BOOLEAN));

    private static final Keeping.Count COUNT = new Keeping.Count("all");

    private final Matching matching = new Matching(
            "Doc", OPEN.bind(List.of(true)), Set.of(), new Projection("counts", "counts", List.of(), false), COUNT);

    private final Kept kept = Kept.of(new LiveQueriesBench.Query("all", matching), MOST);
    private final Map<String, Boolean> table = new HashMap<>();
    private final Set<String> held = new HashSet<>();
    private Document shown;

    @BeforeEach
    void read() {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        table.forEach((id, open) -> {
            if (open) {
                rows.put(id, Map.of());
            }
        });
        Map<String, Document> documents = new HashMap<>(Map.of("all", COUNT.document(rows.size())));
        take(kept.install(new Found(documents, Snapshot.parse("5:5:"), rows.size() > MOST ? null : rows)));
    }

    private void take(KeptChange change) {
        for (DocumentChange one : change.delta().changes()) {
            assertThat(one.isAdded()).isEqualTo(shown == null);
            shown = one.after();
        }
        change.come().forEach(id -> assertThat(held.add(id)).isTrue());
        change.gone().forEach(id -> assertThat(held.remove(id)).isTrue());
        assertThat(held).containsExactlyInAnyOrderElementsOf(kept.rows());
    }

    private Change change(String id) {
        return table.containsKey(id)
                ? new Change("Doc", id, Operation.UPDATE, Map.of(), Map.of("open", "'" + table.get(id) + "'"))
                : new Change("Doc", id, Operation.DELETE, Map.of());
    }

    private KeptChange apply(List<Change> changes) {
        return kept.apply(RowChanges.of(7, changes, matching.types()).rows());
    }

    @Test
    void anyWrites_areCounted() {
        Random random = new Random(1);
        int blind = 0;
        for (int i = 0; i < 3000; i++) {
            List<Change> changes = new ArrayList<>();
            do {
                String id = String.valueOf(random.nextInt(20));
                if (random.nextInt(3) == 0) {
                    table.remove(id);
                } else {
                    table.put(id, random.nextInt(4) > 0);
                }
                changes.removeIf(change -> change.id().equals(id));
                changes.add(change(id));
            } while (random.nextBoolean());
            long open = table.values().stream().filter(one -> one).count();
            boolean hasToBeRead = kept.isBlind() || open > MOST;
            KeptChange change = apply(changes);
            assertThat(change == null).isEqualTo(hasToBeRead);
            if (change == null) {
                read();
            } else {
                take(change);
            }
            blind += kept.isBlind() ? 1 : 0;
            assertThat(shown).isEqualTo(COUNT.document(open));
            assertThat(kept.documents()).isEqualTo(Map.of("all", shown));
            assertThat(kept.isBlind()).isEqualTo(open > MOST);
        }
        assertThat(blind).isBetween(100, 2900);
    }

    @Test
    void whatIsReadAgain_isAddedToWhatWasThere() {
        table.put("1", true);
        read();
        table.put("2", true);
        read();
        assertThat(held).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void sameNumberOfOtherRows_isNotTold() {
        table.put("1", true);
        read();
        table.put("2", true);
        table.remove("1");
        KeptChange change = apply(List.of(change("1"), change("2")));
        assertThat(change.delta().isEmpty()).isTrue();
        assertThat(change.come()).containsExactly("2");
        assertThat(change.gone()).containsExactly("1");
    }

    @Test
    void rowThatNobodyHasSeen_isRead() {
        Matching all = new Matching(
                "Doc",
                CompiledCondition.ALWAYS.bind(List.of()),
                Set.of(),
                new Projection("counts", "counts", List.of(), false),
                COUNT);
        Kept count = Kept.of(new LiveQueriesBench.Query("all", all), MOST);
        Change unseen = new Change("Doc", "1", Operation.INSERT, Map.of());
        assertThat(count.apply(List.of(new ChangedRow(unseen, all.types())))).isNull();
        Change seen = new Change("Doc", "1", Operation.INSERT, Map.of(), Map.of("id", "'1'"));
        assertThat(count.apply(List.of(new ChangedRow(seen, all.types()))).come())
                .containsExactly("1");
    }

    @Test
    void unknownValue_isRead() {
        table.put("1", true);
        assertThat(apply(List.of(change("1"), new Change("Doc", "2", Operation.UPDATE, Map.of()))))
                .isNull();
        assertThat(kept.rows()).isEmpty();
    }
}

package io.ddp4ee.query;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ddp4ee.bus.Change;
import io.ddp4ee.bus.Change.DocumentImage;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.matching.CompiledCondition;
import io.ddp4ee.message.Fields;

import static org.assertj.core.api.Assertions.assertThat;

/** A row comes with its document, or is read. */
class KeptDocumentsTest {

    private static final String COLLECTION = "docs";

    private final Matching matching = new Matching(
            "Doc",
            CompiledCondition.ALWAYS.bind(List.of()),
            Set.of(),
            new Projection(COLLECTION, COLLECTION, List.of("price"), false));

    private final Kept kept = Kept.of(new LiveQueriesBench.Query("all", matching), 10);

    @BeforeEach
    void read() {
        kept.install(new QueryResult.Found(new HashMap<>(), Snapshot.parse("5:5:"), Map.of()));
    }

    private KeptChange inserted(Map<String, DocumentImage> documents) {
        Change inserted = new Change("Doc", "1", Operation.INSERT, documents, Map.of("id", "'1'"));
        return kept.apply(List.of(new ChangedRow(inserted, matching.types())));
    }

    @Test
    void rowWithoutItsDocument_isRead() {
        assertThat(inserted(Map.of())).isNull();
        assertThat(kept.rows()).isEmpty();
    }

    @Test
    void rowWithItsDocument_isTaken() {
        DocumentImage image = new DocumentImage("1", Fields.of(Map.of("price", "1")));
        assertThat(inserted(Map.of(COLLECTION, image)).come()).containsExactly("1");
        assertThat(kept.documents()).containsOnlyKeys("1");
    }
}

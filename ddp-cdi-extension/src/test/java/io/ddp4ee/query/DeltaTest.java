package io.ddp4ee.query;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.ddp4ee.document.Document;
import io.ddp4ee.message.Fields;

import static org.assertj.core.api.Assertions.assertThat;

/** How one result differs from the next. */
class DeltaTest {

    private static Map<String, Document> result(Map<String, String> fields) {
        return new LinkedHashMap<>(Map.of("d", new Document("d", Fields.of(fields))));
    }

    @Test
    void equalDocuments_areNoChange_andAreKeptOnce() {
        Map<String, Document> before = result(Map.of("name", "\"a\""));
        Map<String, Document> after = result(Map.of("name", "\"a\""));

        assertThat(Delta.between("docs", before, after).isEmpty()).isTrue();
        assertThat(after.get("d")).isSameAs(before.get("d"));
    }

    @Test
    void fieldThatIsGone_isCleared() {
        Delta delta = Delta.between("docs", result(Map.of("name", "\"a\"", "age", "1")), result(Map.of("age", "1")));

        assertThat(delta.changes()).singleElement().satisfies(change -> assertThat(
                        change.outgoing().text())
                .isEqualTo("{\"msg\":\"changed\",\"collection\":\"docs\",\"id\":\"d\",\"cleared\":[\"name\"]}"));
    }

    @Test
    void fieldThatIsDifferent_isChanged() {
        Delta delta = Delta.between(
                "docs", result(Map.of("name", "\"a\"", "age", "1")), result(Map.of("name", "\"a\"", "age", "2")));

        assertThat(delta.changes()).singleElement().satisfies(change -> assertThat(
                        change.outgoing().text())
                .isEqualTo("{\"msg\":\"changed\",\"collection\":\"docs\",\"id\":\"d\",\"fields\":{\"age\":2}}"));
    }

    @Test
    void documentThatHasLeft_isRemoved_andOneThatHasCome_isAdded() {
        Map<String, Document> after =
                new LinkedHashMap<>(Map.of("e", new Document("e", Fields.of(Map.of("age", "1")))));

        Delta delta = Delta.between("docs", result(Map.of("age", "1")), after);

        assertThat(delta.changes().stream().map(change -> change.outgoing().text()))
                .containsExactly(
                        "{\"msg\":\"removed\",\"collection\":\"docs\",\"id\":\"d\"}",
                        "{\"msg\":\"added\",\"collection\":\"docs\",\"id\":\"e\",\"fields\":{\"age\":1}}");
    }
}

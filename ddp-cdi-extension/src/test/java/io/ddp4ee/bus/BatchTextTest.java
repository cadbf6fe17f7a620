package io.ddp4ee.bus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ddp4ee.bus.BatchText.UnknownVersionException;
import io.ddp4ee.bus.Change.DocumentImage;
import io.ddp4ee.message.Fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BatchTextTest {

    private final BatchText text = new BatchText();

    @Test
    void batch_readAsItWasWritten() throws UnknownVersionException {
        Fields fields = Fields.of(Map.of("title", "\"Ge\\\"schichte \uD834\uDD1E\"", "when", "{\"$date\":5}"));
        Map<String, String> values = new HashMap<>();
        values.put("author.email", "'ann@example.com'");
        values.put("author.id", null);
        ChangeBatch batch = new ChangeBatch(
                42,
                Snapshot.parse("40:42:40"),
                "server",
                List.of(
                        new Change(
                                "Book", "1", Operation.UPDATE, Map.of("books", new DocumentImage("1", fields)), values),
                        new Change("Book", "2", Operation.DELETE, Map.of()),
                        Change.ofAny("Membership")),
                List.of(new Notice("sessions", "[\"CLOSE\"]"), new Notice("b", "\u00e4")),
                Set.of("Book.author"));
        String written = text.write(batch, List.of("a", "b"));
        assertThat(written).matches("\\p{ASCII}*");
        assertThat(text.read(42, written)).isEqualTo(batch);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "{}",
                "{\"v\":2}",
                "{\"v\":1}",
                "{\"v\":1,\"snapshot\":\"x\",\"changes\":[]}",
                "{\"v\":2,\"server\":\"s\",\"snapshot\":\"1:1:\",\"parts\":[],\"changes\":[]}"
            })
    void otherText_isAnUnknownVersion(String other) {
        assertThatThrownBy(() -> text.read(1, other)).isInstanceOf(UnknownVersionException.class);
    }
}

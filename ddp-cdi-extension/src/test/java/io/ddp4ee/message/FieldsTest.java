package io.ddp4ee.message;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FieldsTest {

    @Test
    void changedSince_tellsOnlyWhatDiffers() {
        Fields before = fields("a", "1", "b", "\"x\"", "c", "{\"p\":1,\"q\":2}");
        Fields after = fields("a", "1", "b", "\"y\"", "c", "{\"q\":2,\"p\":1}", "d", "null");
        assertThat(after.changedSince(before)).isEqualTo(fields("b", "\"y\"", "d", "null"));
        assertThat(after.clearedSince(before)).isEmpty();
        assertThat(before.clearedSince(after)).containsExactly("d");
    }

    @Test
    void sharedNames_comparedByPosition() {
        String[] names = {"a", "b"};
        Fields before = Fields.of(names, new String[] {"1", "2"});
        Fields after = Fields.of(names, new String[] {"1", "3"});
        assertThat(after.changedSince(before)).isEqualTo(fields("b", "3"));
        assertThat(after.changedSince(after)).isEqualTo(Fields.NONE);
    }

    @Test
    void with_laysChangesOver() {
        assertThat(fields("a", "1", "b", "2").with(fields("b", "3", "c", "4"), List.of("a")))
                .isEqualTo(fields("b", "3", "c", "4"));
    }

    @Test
    void ofValues_leavesIdOut() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("_id", "x");
        values.put("constructor", null);
        assertThat(Fields.ofValues(values)).isEqualTo(fields("constructor", "null"));
    }

    private static Fields fields(String... namesAndTexts) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            fields.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        assertThat(Arrays.asList(namesAndTexts)).hasSize(2 * fields.size());
        return Fields.of(fields);
    }
}

package io.ddp4ee;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.ddp4ee.CollectionRules.Write;

import static org.assertj.core.api.Assertions.assertThat;

class CollectionRulesTest {

    private static final Map<String, Object> DOCUMENT = Map.of("a", 1L);

    private static boolean permit(CollectionRules<?> rules, Write write) {
        return rules.permit(write, null, DOCUMENT, List.of("a"), Map.of("$set", DOCUMENT));
    }

    @Test
    void withoutRules_nothingIsPermitted() {
        CollectionRules<String> none = CollectionRules.of(String.class).denyInsert((session, document) -> false);
        for (Write write : Write.values()) {
            assertThat(none.isOpenTo(write)).isFalse();
            assertThat(permit(none, write)).isFalse();
        }
    }

    @Test
    void eachRule_isForItsOwnWrite() {
        CollectionRules<String> rules = CollectionRules.of(String.class)
                .allowUpdate((session, document, fields, modifier) ->
                        document.equals(DOCUMENT) && fields.equals(List.of("a")) && modifier.containsKey("$set"));
        assertThat(rules.isOpenTo(Write.UPDATE)).isTrue();
        assertThat(permit(rules, Write.UPDATE)).isTrue();
        assertThat(rules.isOpenTo(Write.INSERT)).isFalse();
        assertThat(permit(rules.allowRemove((session, document) -> true), Write.INSERT))
                .isFalse();
    }

    @Test
    void oneThatAllows_isEnough_andOneThatDenies_isToo() {
        CollectionRules<String> rules = CollectionRules.of(String.class)
                .allowRemove((session, document) -> false)
                .allowRemove((session, document) -> true);
        assertThat(permit(rules, Write.REMOVE)).isTrue();
        assertThat(permit(rules.denyRemove((session, document) -> false), Write.REMOVE))
                .isTrue();
        assertThat(permit(rules.denyRemove((session, document) -> true), Write.REMOVE))
                .isFalse();
    }

    @Test
    void rules_areValues() {
        CollectionRules<String> rules = CollectionRules.of(String.class);
        rules.allowInsert((session, document) -> true);
        assertThat(rules.isOpenTo(Write.INSERT)).isFalse();
        assertThat(rules.entity()).isEqualTo(String.class);
    }
}

package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.ddp4ee.PublicationStrategy;
import io.ddp4ee.document.Document;
import io.ddp4ee.message.Fields;

import static org.assertj.core.api.Assertions.assertThat;

/** The steps that Meteor's own tests state of its merge box, numbered as there. */
class MergeBoxTest {

    private final List<String> sent = new ArrayList<>();
    private final MergeBox box = new MergeBox(
            collection -> PublicationStrategy.SERVER_MERGE,
            message -> sent.add(message.text().replace("\"msg\":", "").replace("\"collection\":\"c\",", "")));
    private final Source one = new Source(null);
    private final Source two = new Source(null);
    private final Source three = new Source(null);

    @Test
    void emptyDocument_throughTwo_addedAndRemovedOnce() { // 1
        added(one, "1");
        expect("{\"added\",\"id\":\"1\"}");
        added(two, "1");
        expect();
        removed(one, "1");
        expect();
        removed(two, "1");
        expect("{\"removed\",\"id\":\"1\"}");
    }

    @Test
    void secondSource_addsItsOwnFieldsOnly() { // 2
        added(one, "1", "a", "1");
        expect("{\"added\",\"id\":\"1\",\"fields\":{\"a\":1}}");
        added(two, "1", "a", "1", "b", "2");
        expect("{\"changed\",\"id\":\"1\",\"fields\":{\"b\":2}}");
        removed(one, "1");
        expect();
        removed(two, "1");
        expect("{\"removed\",\"id\":\"1\"}");
    }

    @Test
    void conflict_toldOnceWhenTheFirstGoes() { // 3
        added(one, "1", "a", "1");
        added(two, "1", "a", "2");
        expect("{\"added\",\"id\":\"1\",\"fields\":{\"a\":1}}");
        removed(one, "1");
        expect("{\"changed\",\"id\":\"1\",\"fields\":{\"a\":2}}");
        removed(two, "1");
        expect("{\"removed\",\"id\":\"1\"}");
    }

    @Test
    void change_ofTheFirstIsTold_ofTheSecondKept() { // 4
        added(one, "1", "a", "1");
        added(two, "1", "a", "2");
        sent.clear();
        changed(one, "1", "a", "3");
        expect("{\"changed\",\"id\":\"1\",\"fields\":{\"a\":3}}");
        changed(two, "1", "a", "4");
        expect();
        changed(one, "1", "a", "3");
        expect();
        removed(one, "1");
        expect("{\"changed\",\"id\":\"1\",\"fields\":{\"a\":4}}");
    }

    @Test
    void cleared_toldAsCleared() { // 5
        added(one, "1", "a", "1");
        sent.clear();
        cleared(one, "1", "a");
        expect("{\"changed\",\"id\":\"1\",\"cleared\":[\"a\"]}");
        cleared(one, "1", "a"); // 19
        expect();
    }

    @Test
    void newField_toldAsChange() { // 6
        added(one, "1");
        sent.clear();
        changed(one, "1", "a", "1");
        expect("{\"changed\",\"id\":\"1\",\"fields\":{\"a\":1}}");
    }

    @Test
    void addRemoveAdd_threeMessages() { // 7
        added(one, "1", "a", "1");
        removed(one, "1");
        added(one, "1", "a", "1");
        assertThat(sent).hasSize(3);
    }

    @Test
    void clearing_revealsTheOthersValue() { // 8
        added(one, "1", "a", "1");
        added(two, "1", "a", "2");
        sent.clear();
        cleared(one, "1", "a");
        expect("{\"changed\",\"id\":\"1\",\"fields\":{\"a\":2}}");
    }

    @Test
    void change_toTheVisibleValue_isSilent_andReplacesTheHidden() { // 9
        added(one, "1", "a", "1");
        added(two, "1", "a", "2");
        sent.clear();
        changed(two, "1", "a", "1");
        expect();
        changed(one, "1", "a", "1");
        expect();
        cleared(one, "1", "a");
        expect();
        removed(one, "1");
        expect();
        removed(two, "1");
        expect("{\"removed\",\"id\":\"1\"}");
    }

    @Test
    void newFieldOfTheOther_equalToTheVisible_isSilent() { // 10
        added(one, "1", "a", "1");
        added(two, "1", "b", "2");
        sent.clear();
        changed(two, "1", "a", "1");
        expect();
        cleared(one, "1", "a");
        expect();
        removed(one, "1");
        expect();
        removed(two, "1");
        expect("{\"removed\",\"id\":\"1\"}");
    }

    @Test
    void threeClear_toldWithTheLast() { // 11
        added(one, "1", "a", "1");
        added(two, "1", "a", "1");
        added(three, "1", "a", "1");
        sent.clear();
        cleared(one, "1", "a");
        cleared(two, "1", "a");
        expect();
        cleared(three, "1", "a");
        expect("{\"changed\",\"id\":\"1\",\"cleared\":[\"a\"]}");
    }

    @Test
    void threeChangeToTheSame_toldOnce() { // 12
        added(one, "1", "a", "1");
        added(two, "1", "a", "1");
        added(three, "1", "a", "1");
        sent.clear();
        changed(one, "1", "a", "2");
        expect("{\"changed\",\"id\":\"1\",\"fields\":{\"a\":2}}");
        changed(two, "1", "a", "2");
        changed(three, "1", "a", "2");
        removed(one, "1");
        removed(two, "1");
        expect();
        removed(three, "1");
        expect("{\"removed\",\"id\":\"1\"}");
    }

    @Test
    void mixedChange_inOneMessage() { // 13
        added(one, "1", "a", "1", "b", "1", "c", "1");
        added(two, "1", "b", "2");
        sent.clear();
        box.changed(one, "c", "1", fields("d", "4"), List.of("a", "b"));
        expect("{\"changed\",\"id\":\"1\",\"fields\":{\"d\":4,\"b\":2},\"cleared\":[\"a\"]}");
        removed(one, "1");
        expect("{\"changed\",\"id\":\"1\",\"cleared\":[\"c\",\"d\"]}");
        removed(two, "1");
        expect("{\"removed\",\"id\":\"1\"}");
    }

    @Test
    void documents_areIndependent() { // 14
        added(one, "1", "a", "1");
        added(two, "2", "a", "2");
        sent.clear();
        changed(one, "1", "a", "3");
        removed(two, "2");
        expect("{\"changed\",\"id\":\"1\",\"fields\":{\"a\":3}}", "{\"removed\",\"id\":\"2\"}");
    }

    @Test
    void sourceGoes_withAllItsDocuments() { // 15
        added(one, "1", "a", "1");
        added(one, "2", "a", "1");
        added(two, "2", "b", "2");
        sent.clear();
        assertThat(box.removeAll(List.of(one))).isEmpty();
        expect("{\"removed\",\"id\":\"1\"}", "{\"changed\",\"id\":\"2\",\"cleared\":[\"a\"]}");
    }

    @Test
    void longSequence_endsWhereItBegan() { // 16
        added(one, "1", "a", "1");
        expect("{\"added\",\"id\":\"1\",\"fields\":{\"a\":1}}");
        added(two, "1", "a", "2", "b", "2");
        expect("{\"changed\",\"id\":\"1\",\"fields\":{\"b\":2}}");
        changed(one, "1", "b", "1");
        expect();
        cleared(two, "1", "b");
        expect("{\"changed\",\"id\":\"1\",\"fields\":{\"b\":1}}");
        added(three, "1", "b", "3", "c", "3");
        expect("{\"changed\",\"id\":\"1\",\"fields\":{\"c\":3}}");
        removed(one, "1");
        expect("{\"changed\",\"id\":\"1\",\"fields\":{\"a\":2,\"b\":3}}");
        removed(three, "1");
        expect("{\"changed\",\"id\":\"1\",\"cleared\":[\"b\",\"c\"]}");
        removed(two, "1");
        expect("{\"removed\",\"id\":\"1\"}");
        added(three, "1", "a", "4");
        expect("{\"added\",\"id\":\"1\",\"fields\":{\"a\":4}}");
    }

    @Test
    void secondSourceGone_onlyItsFieldIsCleared() { // 17
        added(one, "1", "a", "1");
        expect("{\"added\",\"id\":\"1\",\"fields\":{\"a\":1}}");
        added(two, "1", "b", "2");
        expect("{\"changed\",\"id\":\"1\",\"fields\":{\"b\":2}}");
        removed(two, "1");
        expect("{\"changed\",\"id\":\"1\",\"cleared\":[\"b\"]}");
        removed(one, "1");
        expect("{\"removed\",\"id\":\"1\"}");
    }

    @Test
    void fieldNamedConstructor_isAField() { // 18
        added(one, "1", "constructor", "1");
        expect("{\"added\",\"id\":\"1\",\"fields\":{\"constructor\":1}}");
        added(two, "1", "constructor", "2");
        expect();
        removed(one, "1");
        expect("{\"changed\",\"id\":\"1\",\"fields\":{\"constructor\":2}}");
        removed(two, "1");
        expect("{\"removed\",\"id\":\"1\"}");
    }

    @Test
    void severalSourcesGo_onlyWhatBecomesOfItIsTold() {
        added(one, "1", "a", "1", "c", "1");
        added(two, "1", "a", "2", "b", "2");
        added(three, "1", "a", "1", "c", "3");
        added(two, "2");
        sent.clear();
        assertThat(box.removeAll(List.of(one, two))).isEmpty();
        expect("{\"changed\",\"id\":\"1\",\"fields\":{\"c\":3},\"cleared\":[\"b\"]}", "{\"removed\",\"id\":\"2\"}");
        added(two, "1", "a", "2");
        assertThat(box.removeAll(List.of(two, three))).isEmpty();
        expect("{\"removed\",\"id\":\"1\"}");
    }

    @Test
    void hiddenChange_revealedWhole() {
        added(one, "1", "a", "1");
        added(two, "1", "a", "2", "c", "3");
        changed(two, "1", "a", "8");
        sent.clear();
        box.removeAll(List.of(one));
        expect("{\"changed\",\"id\":\"1\",\"fields\":{\"a\":8}}");
    }

    @Test
    void whatASourceHasNot_cannotBeChanged() {
        added(one, "1", "a", "1");
        assertThat(box.changed(two, "c", "1", fields("a", "2"), List.of())).isFalse();
        assertThat(box.removed(two, "c", "1")).isFalse();
        assertThat(box.removed(one, "c", "9")).isFalse();
    }

    @Test
    void equalObjects_areNoChange() {
        added(one, "1", "a", "{\"p\":1,\"q\":2}");
        sent.clear();
        changed(one, "1", "a", "{\"q\":2,\"p\":1}");
        expect();
    }

    private void added(Source source, String id, String... fields) {
        box.added(source, "c", new Document(id, fields(fields)));
    }

    private void changed(Source source, String id, String... fields) {
        assertThat(box.changed(source, "c", id, fields(fields), List.of())).isTrue();
    }

    private void cleared(Source source, String id, String... names) {
        assertThat(box.changed(source, "c", id, Fields.NONE, List.of(names))).isTrue();
    }

    private void removed(Source source, String id) {
        assertThat(box.removed(source, "c", id)).isTrue();
    }

    private static Fields fields(String... namesAndTexts) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            fields.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return Fields.of(fields);
    }

    private void expect(String... messages) {
        assertThat(sent).containsExactly(messages);
        sent.clear();
    }
}

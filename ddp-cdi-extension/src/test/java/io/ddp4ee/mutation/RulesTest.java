package io.ddp4ee.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.ddp4ee.CollectionRules;
import io.ddp4ee.fixture.Provider;
import io.ddp4ee.fixture.Writable.Step;
import io.ddp4ee.fixture.Writable.Task;
import io.ddp4ee.problem.Problems;
import io.ddp4ee.random.RandomSource;
import io.ddp4ee.random.RandomStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What rules permit, and what is refused whatever they say. */
@ParameterizedClass
@EnumSource(Provider.class)
class RulesTest extends Written {

    @Test
    void rules_seeTheDocument() throws Exception {
        List<Object> seen = new ArrayList<>();
        CollectionRules<Task> rules = CollectionRules.of(Task.class)
                .allowInsert((session, document) -> seen.add(document))
                .allowUpdate((session, document, fields, modifier) ->
                        seen.add(List.of(document.get("_id"), document.get("total"), fields, modifier)))
                .allowRemove((session, document) -> seen.add(document.get("owner_id")));
        call(rules, "insert", "{'name':'x'}");
        call(rules, "update", "'t1'", "{'$set':{'place.city':'x','priority':1},'$inc':{'total':1}}");
        call(rules, "remove", "'t1'");
        assertThat(seen)
                .containsExactly(
                        Map.of("name", "x"),
                        List.of(
                                "t1",
                                "7",
                                List.of("place", "priority", "total"),
                                parse("{'$set':{'place.city':'x','priority':1},'$inc':{'total':1}}")),
                        "ann17");
    }

    @Test
    @SuppressWarnings("unchecked")
    void rules_seeCopies() throws Exception {
        CollectionRules<Task> rules = CollectionRules.of(Task.class)
                .allowInsert((session, document) -> document.put("name", "y") != null)
                .allowUpdate((session, document, fields, modifier) -> {
                    document.put("name", "y");
                    document.put("priority", null);
                    return ((Map<String, Object>) modifier.get("$set")).put("name", "y") != null;
                });
        Object id = call(rules, "insert", "{'name':'x'}");
        assertThat(document(Task.class, (String) id)).containsEntry("name", "x");
        call(rules, "update", "'t1'", "{'$set':{'name':'x'}}");
        assertThat(task()).containsEntry("name", "x").containsEntry("priority", 3L);
    }

    @Test
    void rules_drawTheirIdsAfterTheDocuments() throws Exception {
        List<Object> drawn = new ArrayList<>();
        CollectionRules<Task> rules = CollectionRules.of(Task.class)
                .allowInsert((session, document) -> drawn.add(
                        ((RandomSource) session).random().ofCollection("tasks").id()));
        RandomStream stream = Caller.of(null).random().ofCollection("tasks");
        assertThat(call(rules, "insert", "{'name':'x'}")).isEqualTo(stream.id());
        assertThat(drawn).containsExactly(stream.id());
        drawn.clear();
        call(rules, "insert", "{'_id':'own','name':'x'}");
        assertThat(drawn)
                .containsExactly(Caller.of(null).random().ofCollection("tasks").id());
    }

    @Test
    void deny_isStrongerThanAllow_andOneAllowIsEnough() throws Exception {
        CollectionRules<Task> rules = CollectionRules.of(Task.class)
                .allowUpdate((session, document, fields, modifier) -> false)
                .allowUpdate((session, document, fields, modifier) -> "ann".equals(session.userId()))
                .denyUpdate((session, document, fields, modifier) -> fields.contains("priority"));
        assertThat(call("ann", rules, "update", "'t1'", "{'$set':{'name':'x'}}"))
                .isEqualTo(1L);
        assertThatThrownBy(() -> call("ben", rules, "update", "'t1'", "{'$set':{'name':'y'}}"))
                .hasMessage("Access denied [403]");
        assertThatThrownBy(() -> call("ann", rules, "update", "'t1'", "{'$set':{'priority':1}}"))
                .hasMessage("Access denied [403]");
        assertThat(task()).containsEntry("name", "x").containsEntry("priority", 3L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "update      | {}           ; {'$set':{}}     | Not permitted. Untrusted code may only update documents by ID.",
                "updateAsync | {'name':'x'} ; {}              | Not permitted. Untrusted code may only updateAsync documents by ID.",
                "remove      | null                           | Not permitted. Untrusted code may only remove documents by ID.",
                "removeAsync | {'_id':'a','b':1}              | Not permitted. Untrusted code may only removeAsync documents by ID.",
                "update      | {'_id':{'$in':['a']}} ; {}     | Not permitted. Untrusted code may only update documents by ID.",
                "update      | 't1' ; {}                      | Access denied. In a restricted collection you can only update documents, not replace them. Use a Mongo update operator, such as '$set'.",
                "update      | 't1' ; {'name':'x'}            | Access denied. In a restricted collection you can only update documents, not replace them. Use a Mongo update operator, such as '$set'.",
                "update      | 't1' ; {'$rename':{'a':'b'}}   | Access denied. Operator $rename not allowed in a restricted collection.",
                "update      | 't1' ; {'$set':{'a':1},'b':1}  | Access denied. In a restricted collection you can only update documents, not replace them. Use a Mongo update operator, such as '$set'.",
                "update      | 't1' ; {} ; {'upsert':true}    | Access denied. Upserts not allowed in a restricted collection."
            })
    void whatMeteorRefuses_isRefusedInItsWords(String method, String parameters, String reason) {
        refused(403, reason, open(Task.class), method, parameters.split(" ; "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"insert", "insertAsync", "update", "updateAsync", "remove", "removeAsync"})
    void methodWithoutARuleThatAllows_isRefused(String method) {
        refused(
                403,
                "Access denied. No allow validators set on restricted collection for method '" + method + "'.",
                CollectionRules.of(Task.class).denyInsert((session, document) -> false),
                method,
                method.startsWith("insert") ? "{}" : "'t1'",
                "{}");
    }

    @Test
    void selectorComesBeforeTheRules_andTheyBeforeTheModifier() {
        CollectionRules<Task> none = CollectionRules.of(Task.class);
        refused(403, "Not permitted. Untrusted code may only update documents by ID.", none, "update", "{}", "{}");
        assertThatThrownBy(() -> call(none, "update", "'t1'", "5")).hasMessageContaining("No allow validators");
    }

    @Test
    void mistakesInDeclarations_areNamed() {
        Problems problems = new Problems();
        Mutations mutations = mutations(problems);
        mutations.open(CollectionRules.of(Task.class), "other", "A.x");
        mutations.open(CollectionRules.of(Step.class), "", "A.y");
        mutations.open(CollectionRules.of(Task.class), "tasks", "A.z");
        mutations.open(CollectionRules.of(Task.class), "", "B.z");
        assertThat(problems.all())
                .containsExactly(
                        "A.x has rules for " + Task.class.getName()
                                + ", which has no collection \"other\": give it one,"
                                + " with @DdpCollection on the class or a DocumentMapping of it.",
                        "A.y has rules for " + Step.class.getName() + ", which has no collection: give it one, with"
                                + " @DdpCollection on the class or a DocumentMapping of it.",
                        "The collection \"tasks\" has rules by A.z and by B.z: make them one.");
    }
}

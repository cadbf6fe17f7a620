package io.ddp4ee.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.ddp4ee.CollectionRules;
import io.ddp4ee.DdpException;
import io.ddp4ee.binding.Binder;
import io.ddp4ee.binding.EjsonJsonb;
import io.ddp4ee.binding.MatchFailedException;
import io.ddp4ee.document.DocumentSelect;
import io.ddp4ee.document.DocumentShape;
import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.fixture.Hierarchies.Car;
import io.ddp4ee.fixture.Hierarchies.CardPayment;
import io.ddp4ee.fixture.Hierarchies.Payment;
import io.ddp4ee.fixture.Identified.Person;
import io.ddp4ee.fixture.Identified.Room;
import io.ddp4ee.fixture.Identified.Street;
import io.ddp4ee.fixture.Keys.Biography;
import io.ddp4ee.fixture.Keys.Line;
import io.ddp4ee.fixture.Keys.LineId;
import io.ddp4ee.fixture.Provider;
import io.ddp4ee.fixture.Shop;
import io.ddp4ee.fixture.Writable.Coupon;
import io.ddp4ee.fixture.Writable.Place;
import io.ddp4ee.fixture.Writable.Step;
import io.ddp4ee.fixture.Writable.Task;
import io.ddp4ee.fixture.Writable.Veiled;
import io.ddp4ee.method.MethodDefinition;
import io.ddp4ee.persistence.EntityManagerRows;
import io.ddp4ee.persistence.Transactions.Work;
import io.ddp4ee.problem.Problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What clients write becomes rows, on both providers. */
@ParameterizedClass
@EnumSource(Provider.class)
class MutationsTest {

    private static final Ejson EJSON = new Ejson();

    @Parameter
    Provider provider;

    @BeforeEach
    void fill() throws Exception {
        provider.empty();
        Person ann = Person.of("ann17", "Ann");
        Task task = new Task();
        task.id = "t1";
        task.title = "Paint";
        task.priority = 3;
        task.total = 7;
        task.owner = ann;
        task.place = new Place();
        task.place.city = "Rome";
        task.place.secret = "kept";
        task.labels.addAll(List.of("red", "blue"));
        task.steps.addAll(List.of(step("a", 1), step("b", 2)));
        task.counts.put("x", 1);
        Veiled veiled = new Veiled();
        veiled.shown = "s";
        veiled.hidden = "h";
        task.veiled.add(veiled);
        provider.store(ann, Person.of("ben17", "Ben"), task);
    }

    private static Step step(String text, int stars) {
        Step step = new Step();
        step.text = text;
        step.stars = stars;
        return step;
    }

    private static <E> CollectionRules<E> open(Class<E> entity) {
        return CollectionRules.of(entity)
                .allowInsert((session, document) -> true)
                .allowUpdate((session, document, fields, modifier) -> true)
                .allowRemove((session, document) -> true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'$set':{'name':'Draw','priority':5}}                | name     | 'Draw'",
                "{'$set':{'total':'9007199254740993'}}                | total    | '9007199254740993'",
                "{'$set':{'due':{'$date':5}}}                         | due      | {'$date':5}",
                "{'$set':{'shelf':101}}                               | shelf    | 101",
                "{'$set':{'state':'DONE'}}                            | state    | 'done'",
                "{'$set':{'owner_id':'ben17'}}                        | owner_id | 'ben17'",
                "{'$set':{'owner_id':null}}                           | owner_id | null",
                "{'$unset':{'name':''}}                               | name     | null",
                "{'$inc':{'priority':-5}}                             | priority | -2",
                "{'$inc':{'total':5}}                                 | total    | '12'",
                "{'$bit':{'priority':{'and':6,'or':8}}}               | priority | 10",
                "{'$set':{'place.city':'Oslo'}}                       | place    | {'city':'Oslo','floor':null}",
                "{'$inc':{'place.floor':2}}                           | place    | {'city':'Rome','floor':2}",
                "{'$set':{'place':{'floor':1}}}                       | place    | {'city':null,'floor':1}",
                "{'$unset':{'place':1}}                               | place    | null",
                "{'$set':{'watchers_ids':['ben17','ann17']}}          | watchers_ids | ['ben17','ann17']",
                "{'$push':{'watchers_ids':'ben17'}}                   | watchers_ids | ['ben17']",
                "{'$set':{'labels':['x']}}                            | labels   | ['x']",
                "{'$addToSet':{'labels':'red'}}                       | labels   | ['blue','red']",
                "{'$addToSet':{'labels':{'$each':['red','new']}}}     | labels   | ['blue','new','red']",
                "{'$pull':{'labels':'red'}}                           | labels   | ['blue']",
                "{'$pull':{'labels':{'$in':['red','blue']}}}          | labels   | []",
                "{'$pullAll':{'labels':['red','x']}}                  | labels   | ['blue']",
                "{'$pushAll':{'labels':['x','y']}}                    | labels   | ['blue','red','x','y']",
                "{'$push':{'steps':{'text':'c','stars':3}}}           | steps    | [{'text':'a','stars':1},{'text':'b','stars':2},{'text':'c','stars':3}]",
                "{'$push':{'steps':{'$each':[{'text':'c','stars':3}],'$position':0,'$slice':2}}} | steps | [{'text':'c','stars':3},{'text':'a','stars':1}]",
                "{'$pop':{'steps':1}}                                 | steps    | [{'text':'a','stars':1}]",
                "{'$pop':{'steps':-1}}                                | steps    | [{'text':'b','stars':2}]",
                "{'$pull':{'steps':{'stars':{'$gt':1}}}}              | steps    | [{'text':'a','stars':1}]",
                "{'$pull':{'steps':{'text':'a'}}}                     | steps    | [{'text':'b','stars':2}]",
                "{'$set':{'steps.1.stars':9}}                         | steps    | [{'text':'a','stars':1},{'text':'b','stars':9}]",
                "{'$inc':{'counts.x':4,'counts.y':1}}                 | counts   | {'x':5,'y':1}",
                "{'$unset':{'labels':1}}                              | labels   | []"
            })
    void update_changesTheEntity(String modifier, String field, String expected) throws Exception {
        assertThat(call(open(Task.class), "update", "'t1'", modifier)).isEqualTo(1L);
        assertThat(task().get(field)).isEqualTo(parse(expected));
    }

    @Test
    void update_isCountedByTheVersion() throws Exception {
        Integer before = provider.call(em -> em.find(Task.class, "t1").version);
        call(open(Task.class), "update", "'t1'", "{'$set':{'name':'x'}}");
        assertThat(read(em -> em.find(Task.class, "t1").version)).isEqualTo(before + 1);
    }

    @Test
    void update_leavesAloneWhatIsNotSent() throws Exception {
        call(open(Task.class), "update", "'t1'", "{'$set':{'place':{'city':'Oslo'}}}");
        assertThat(read(em -> em.find(Task.class, "t1").place.secret)).isEqualTo("kept");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'$set':{'internal':'x'}}              | internal",
                "{'$set':{'nothing':'x'}}               | nothing",
                "{'$set':{'title':'x'}}                 | title",
                "{'$set':{'_id':'x'}}                   | _id",
                "{'$set':{'version':9}}                 | version",
                "{'$set':{'owner':'ben17'}}             | owner",
                "{'$set':{'place.secret':'x'}}          | secret",
                "{'$push':{'veiled':{'shown':'x'}}}     | veiled"
            })
    void fieldThatIsNotSent_cannotBeWritten(String modifier, String field) {
        refused(
                403,
                "Access denied. Field '" + field + "' cannot be written.",
                open(Task.class),
                "update",
                "'t1'",
                modifier);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'$inc':{'name':1}}                          | $inc  | name",
                "{'$inc':{'priority':'1'}}                    | $inc  | priority",
                "{'$bit':{'priority':{'not':1}}}              | $bit  | priority",
                "{'$push':{'name':1}}                         | $push | name",
                "{'$push':{'labels':{'$each':[],'$sort':1}}}  | $push | labels",
                "{'$pop':{'labels':2}}                        | $pop  | labels",
                "{'$pull':{'labels':{'$where':'x'}}}          | $pull | labels",
                "{'$set':{'steps.7.stars':1}}                 | $set  | steps.7.stars",
                "{'$set':{'steps.$.stars':1}}                 | $set  | steps.$.stars",
                "{'$set':{'name.x':1}}                        | $set  | name.x"
            })
    void operatorThatDoesNotFit_isRefused(String modifier, String operator, String path) {
        refused(
                409,
                "Operator " + operator + " does not fit '" + path + "'.",
                open(Task.class),
                "update",
                "'t1'",
                modifier);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'$set':{'priority':'many'}}",
                "{'$set':{'priority':null}}",
                "{'$set':{'priority':1.5}}",
                "{'$set':{'shelf':'FRONT'}}",
                "{'$set':{'labels':'x'}}",
                "{'$set':{'labels':[null]}}",
                "{'$set':{'place':'Rome'}}",
                "{'$set':{'owner_id':{'a':1}}}",
                "{'$set':5}",
                "5",
                "null"
            })
    void valueThatDoesNotFit_isNoMatch(String modifier) throws Exception {
        Map<String, Object> before = task();
        assertThatThrownBy(() -> call(open(Task.class), "update", "'t1'", modifier))
                .isInstanceOf(MatchFailedException.class);
        assertThat(task()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'t2'", "5", "{'_id':'t2'}", "''", "{'$type':'oid','$value':'0123456789abcdef01234567'}"})
    void documentThatIsNotThere_isNone(String selector) throws Exception {
        CollectionRules<Task> rules = CollectionRules.of(Task.class)
                .allowUpdate((session, document, fields, modifier) -> {
                    throw new AssertionError();
                })
                .allowRemove((session, document) -> {
                    throw new AssertionError();
                });
        assertThat(call(rules, "update", selector, "{'$set':{'name':'x'}}")).isEqualTo(0L);
        assertThat(call(rules, "remove", selector)).isEqualTo(0L);
    }

    @Test
    void remove_removesTheEntity() throws Exception {
        assertThat(call(open(Task.class), "remove", "{'_id':'t1'}")).isEqualTo(1L);
        assertThat(read(em -> em.find(Task.class, "t1"))).isNull();
        assertThat(call(open(Task.class), "remove", "'t1'")).isEqualTo(0L);
    }

    @Test
    void insert_storesTheFields() throws Exception {
        String document = "{'_id':'t9','name':'New','priority':1,'total':2,'place':{'city':'Bern'},'owner_id':'ann17',"
                + "'labels':['l'],'steps':[{'text':'s','stars':1}],'counts':{'c':1},'watchers_ids':['ben17']}";
        assertThat(call(open(Task.class), "insert", document)).isEqualTo("t9");
        Map<String, Object> stored = document(Task.class, "t9");
        assertThat(stored)
                .containsEntry("name", "New")
                .containsEntry("state", "new")
                .containsEntry("place", parse("{'city':'Bern','floor':null}"))
                .containsEntry("owner_id", "ann17")
                .containsEntry("steps", parse("[{'text':'s','stars':1}]"))
                .containsEntry("watchers_ids", List.of("ben17"));
    }

    @Test
    void insertWithoutAnId_takesTheOneOfTheClientsStub() throws Exception {
        Object id = call(open(Task.class), "insert", "{'name':'x'}");
        assertThat(id)
                .isEqualTo(Caller.of(null).random().named("/collection/tasks").id());
        assertThat(document(Task.class, (String) id)).containsEntry("name", "x");
    }

    @Test
    void insertOfAnAttributesId_leavesTheKeyToTheDatabase() throws Exception {
        assertThat(call(open(Person.class), "insert", "{'_id':'new17','name':'New'}"))
                .isEqualTo("new17");
        assertThat(read(em -> em.createQuery("select p.id from Person p where p.aid = 'new17'")
                        .getSingleResult()))
                .isNotNull();
        Object id = call(open(Person.class), "insert", "{'name':'Newer'}");
        assertThat((String) id).hasSize(17);
        assertThat(call(open(Person.class), "update", "'" + id + "'", "{'$set':{'name':'N'}}"))
                .isEqualTo(1L);
    }

    @Test
    void insertOfAMappedId_leavesTheKeyToTheDatabase() throws Exception {
        assertThat(call(open(Room.class), "insert", "{'_id':'new17','name':'New'}"))
                .isEqualTo("new17");
        assertThat(call(open(Room.class), "update", "'new17'", "{'$set':{'name':'Old'}}"))
                .isEqualTo(1L);
        assertThat(read(em -> em.createQuery("select r.name from Room r").getSingleResult()))
                .isEqualTo("Old");
        Object id = call(open(Room.class), "insert", "{'name':'Newer'}");
        assertThat(id)
                .isEqualTo(Caller.of(null).random().named("/collection/room").id());
        assertThat(call(open(Street.class), "insert", "{'_id':'street','length':5}"))
                .isEqualTo("street");
        refused(409, "The database has refused the change.", open(Street.class), "insert", "{'_id':'street'}");
        assertThat(call(open(Room.class), "remove", "'new17'")).isEqualTo(1L);
    }

    @Test
    void idThatCanBeNone_isReplaced() throws Exception {
        Object id = call(open(Coupon.class), "insert", "{'_id':'WHXmnYvCwDGPzWAJj','text':'x'}");
        assertThat((String) id).hasSize(36);
        String own = "3f2504e0-4f89-11d3-9a0c-0305e82c3301";
        assertThat(call(open(Coupon.class), "insert", "{'_id':'" + own + "'}")).isEqualTo(own);
    }

    @Test
    void idOfSeveralParts_comesFromTheFields() throws Exception {
        assertThat(call(open(Line.class), "insert", "{'_id':'x','id':{'orderNumber':'5','code':'a'},'text':'t'}"))
                .isEqualTo("a:5");
        refused(
                403,
                "Access denied. Field 'id' cannot be written.",
                open(Line.class),
                "update",
                "'a:5'",
                "{'$set':{'id.code':'b'}}");
        assertThat(call(open(Line.class), "update", "'a:5'", "{'$set':{'text':'u'}}"))
                .isEqualTo(1L);
        assertThat(read(em -> em.find(Line.class, LineId.of(5, "a")).text)).isEqualTo("u");
    }

    @Test
    void idThatFollowsFromAReference_comesFromIt() throws Exception {
        provider.store(Shop.author(4, "Ann", "a"));
        assertThat(call(open(Biography.class), "insert", "{'_id':'x','author_id':'4'}"))
                .isEqualTo("4");
    }

    @Test
    void hierarchies_areWrittenToo() throws Exception {
        assertThat(call(open(Car.class), "insert", "{'_id':'7','plate':'a','doors':3}"))
                .isEqualTo("7");
        assertThat(call(open(Car.class), "update", "'7'", "{'$inc':{'doors':1}}"))
                .isEqualTo(1L);
        assertThat(call(open(CardPayment.class), "insert", "{'_id':'8','amount':1,'card':'c'}"))
                .isEqualTo("8");
        assertThat(call(open(Payment.class), "update", "'8'", "{'$inc':{'amount':1}}"))
                .isEqualTo(1L);
        assertThat(call(open(CardPayment.class), "update", "'8'", "{'$set':{'card':'d'}}"))
                .isEqualTo(1L);
        assertThat(document(CardPayment.class, "8")).containsEntry("amount", 2L).containsEntry("card", "d");
    }

    @Test
    void takenId_isRefusedByTheDatabase() {
        refused(409, "The database has refused the change.", open(Task.class), "insert", "{'_id':'t1'}");
    }

    @Test
    void whatTheDatabaseSays_isNotTold() throws Exception {
        call(open(Task.class), "insert", "{'_id':'t2','code':'taken'}");
        refused(
                409,
                "The database has refused the change.",
                open(Task.class),
                "update",
                "'t1'",
                "{'$set':{'code':'taken'}}");
        refused(
                409,
                "The database has refused the change.",
                open(Task.class),
                "update",
                "'t1'",
                "{'$set':{'owner_id':'nobody'}}");
        refused(409, "The database has refused the change.", open(Task.class), "insert", "{'owner_id':'nobody'}");
    }

    @Test
    void constraints_areChecked() throws Exception {
        String tooLong = "x".repeat(21);
        assertThatThrownBy(() -> call(open(Task.class), "update", "'t1'", "{'$set':{'name':'" + tooLong + "'}}"))
                .satisfiesAnyOf(
                        e -> assertThat(e).isInstanceOf(jakarta.validation.ConstraintViolationException.class),
                        e -> assertThat(e)
                                .hasRootCauseInstanceOf(jakarta.validation.ConstraintViolationException.class));
        assertThatThrownBy(() -> call(open(Task.class), "insert", "{'name':'" + tooLong + "'}"))
                .satisfiesAnyOf(
                        e -> assertThat(e).isInstanceOf(jakarta.validation.ConstraintViolationException.class),
                        e -> assertThat(e)
                                .hasRootCauseInstanceOf(jakarta.validation.ConstraintViolationException.class));
        assertThat(task()).containsEntry("name", "Paint");
    }

    @Test
    void whatOthersWriteMeanwhile_isCountedOn() throws Exception {
        CountDownLatch locked = new CountDownLatch(1);
        CompletableFuture<Object> second = provider.call(em -> {
            Provider.sql(em, "update task set priority = 100 where id = 't1'");
            CompletableFuture<Object> waiting = CompletableFuture.supplyAsync(() -> {
                locked.countDown();
                try {
                    return call(open(Task.class), "update", "'t1'", "{'$inc':{'priority':1}}");
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            locked.await();
            awaitLock(em);
            return waiting;
        });
        assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(1L);
        assertThat(task()).containsEntry("priority", 101L);
    }

    /** Until a transaction waits for this one. */
    private static void awaitLock(jakarta.persistence.EntityManager entityManager) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (((Number) entityManager
                                .createNativeQuery("select count(*) from pg_locks where not granted")
                                .getSingleResult())
                        .intValue()
                == 0) {
            if (System.nanoTime() > until) {
                throw new AssertionError("Nobody waits");
            }
            Thread.onSpinWait();
        }
    }

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
    @ValueSource(strings = {"null", "5", "{'_id':''}", "{'_id':null}", "{'_id':{'a':1}}"})
    void insertOfNoDocument_isNoMatch(String document) {
        assertThatThrownBy(() -> call(open(Task.class), "insert", document)).isInstanceOf(MatchFailedException.class);
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

    private void refused(int error, String reason, CollectionRules<?> rules, String method, String... parameters) {
        assertThatThrownBy(() -> call(rules, method, parameters)).isInstanceOfSatisfying(DdpException.class, e -> {
            assertThat(e.error()).isEqualTo(error);
            assertThat(e.reason()).isEqualTo(reason);
        });
    }

    private Object call(CollectionRules<?> rules, String method, String... parameters) throws Exception {
        return call(null, rules, method, parameters);
    }

    private Object call(String userId, CollectionRules<?> rules, String method, String... parameters) throws Exception {
        Problems problems = new Problems();
        Mutations mutations = mutations(problems);
        mutations.open(rules, "", "here");
        problems.throwIfAny();
        List<Object> values = new ArrayList<>();
        for (String parameter : parameters) {
            values.add(parse(parameter));
        }
        MethodDefinition definition = mutations.methods().stream()
                .filter(one -> one.name().endsWith("/" + method))
                .findFirst()
                .orElseThrow();
        return definition.target().call(Caller.of(userId), values);
    }

    private Object read(Work<Object> work) throws Exception {
        return provider.call(work);
    }

    private Mutations mutations(Problems problems) {
        return new Mutations(
                List.of(provider.shapes()),
                new Binder(EjsonJsonb.create()),
                type -> {
                    try {
                        return type.getDeclaredConstructor().newInstance();
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                },
                problems);
    }

    private static Object parse(String text) throws Exception {
        return EJSON.parse(text.replace('\'', '"'));
    }

    private Map<String, Object> task() throws Exception {
        return document(Task.class, "t1");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> document(Class<?> entity, String id) throws Exception {
        DocumentShape shape = provider.shapes().of(provider.unit().entities().of(entity), "");
        List<Object> key = shape.key().parse(id);
        String text = provider.call(entityManager -> new DocumentSelect(shape)
                .readKeys(new EntityManagerRows(entityManager), List.of(key))
                .get(0)
                .document()
                .fields()
                .text());
        return (Map<String, Object>) EJSON.parse(text);
    }
}

package io.ddp4ee.mutation;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.ddp4ee.CollectionRules;
import io.ddp4ee.binding.MatchFailedException;
import io.ddp4ee.fixture.Provider;
import io.ddp4ee.fixture.Writable.Task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What clients write becomes rows, on both providers. */
@ParameterizedClass
@EnumSource(Provider.class)
class MutationsTest extends Written {

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
                "{'$pull':{'steps':{'stars':{'$ne':1}}}}              | steps    | [{'text':'a','stars':1}]",
                "{'$pull':{'steps':{'stars':{'$lte':1},'text':{'$nin':['b']}}}} | steps | [{'text':'b','stars':2}]",
                "{'$push':{'steps':{'$each':[],'$slice':-1}}}         | steps    | [{'text':'b','stars':2}]",
                "{'$push':{'steps':{'$each':[{'text':'c','stars':3}],'$position':-1}}} | steps | [{'text':'a','stars':1},{'text':'c','stars':3},{'text':'b','stars':2}]",
                "{'$bit':{'priority':{'xor':1}}}                      | priority | 2",
                "{'$set':{'lot':'L-7'}}                               | lot      | 'L-7'",
                "{'$set':{'name':'x'}}                                | lot      | 'L-5'",
                "{'$push':{'totals':'9007199254740993'}}              | totals   | ['5','6','9007199254740993']",
                "{'$pull':{'totals':'5'}}                             | totals   | ['6']",
                "{'$pull':{'totals':5}}                               | totals   | ['6']",
                "{'$pull':{'totals':{'$gte':'6'}}}                    | totals   | ['5']",
                "{'$pull':{'totals':{'$in':['5','x']}}}               | totals   | ['6']",
                "{'$pullAll':{'totals':['5']}}                        | totals   | ['6']",
                "{'$addToSet':{'totals':'5'}}                         | totals   | ['5','6']",
                "{'$addToSet':{'totals':{'$each':['5','7']}}}         | totals   | ['5','6','7']",
                "{'$pull':{'crates':{'weight':'7'}}}                 | crates  | []",
                "{'$addToSet':{'crates':{'code':'p','weight':'7'}}}  | crates  | [{'code':'p','weight':'7'}]",
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

    @ParameterizedTest
    @ValueSource(strings = {"{'$set':{'place':{'city':'Oslo'}}}", "{'$set':{'place':null}}", "{'$unset':{'place':1}}"})
    void update_leavesAloneWhatIsNotSent(String modifier) throws Exception {
        call(open(Task.class), "update", "'t1'", modifier);
        assertThat(read(em -> em.find(Task.class, "t1").place.secret)).isEqualTo("kept");
    }

    @Test
    void objectThatIsNullInTheDocument_isNotMadeAnew() throws Exception {
        call(open(Task.class), "update", "'t1'", "{'$set':{'place':{}}}");
        assertThat(task()).containsEntry("place", null);
        call(open(Task.class), "update", "'t1'", "{'$set':{'place.city':'Oslo'}}");
        assertThat(task()).containsEntry("place", parse("{'city':'Oslo','floor':null}"));
        assertThat(read(em -> em.find(Task.class, "t1").place.secret)).isEqualTo("kept");
    }

    @Test
    void pathThatIsTooDeep_isRefused() {
        refused(
                409,
                "Operator $set does not fit 'place'.",
                open(Task.class),
                "update",
                "'t1'",
                "{'$set':{'place" + ".a".repeat(100_000) + "':1}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'$set':{'priority':5},'$inc':{'priority':1}}        | $inc   | priority",
                "{'$set':{'name':'x'},'$unset':{'name':1}}            | $unset | name",
                "{'$set':{'place':{},'place.city':'x'}}               | $set   | place.city",
                "{'$set':{'place.city':'x'},'$unset':{'place':1}}     | $unset | place",
                "{'$set':{'steps.1.stars':1},'$push':{'steps':{}}}    | $push  | steps"
            })
    void operatorsOverOneValue_areRefused(String modifier, String operator, String path) throws Exception {
        Map<String, Object> before = task();
        refused(
                409,
                "Operator " + operator + " is in conflict with another over '" + path + "'.",
                open(Task.class),
                "update",
                "'t1'",
                modifier);
        assertThat(task()).isEqualTo(before);
    }

    @Test
    void operatorsOverNeighbours_areApplied() throws Exception {
        call(open(Task.class), "update", "'t1'", "{'$set':{'place.city':'x','name':'n'},'$inc':{'place.floor':1}}");
        assertThat(task()).containsEntry("place", parse("{'city':'x','floor':1}"));
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
                "{'$set':{'lot':'L'}}",
                "{'$set':{'state':''}}",
                "{'$inc':{'priority':2147483647}}",
                "{'$inc':{'total':9223372036854775807}}",
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
}

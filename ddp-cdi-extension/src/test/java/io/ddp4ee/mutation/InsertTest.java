package io.ddp4ee.mutation;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.ddp4ee.binding.MatchFailedException;
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
import io.ddp4ee.fixture.Writable.Task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Documents that clients insert, and the ids that these get. */
@ParameterizedClass
@EnumSource(Provider.class)
class InsertTest extends Written {

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
        refused(
                403,
                "Access denied. Field 'author_id' cannot be written.",
                open(Biography.class),
                "update",
                "'4'",
                "{'$set':{'author_id':null}}");
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

    @ParameterizedTest
    @ValueSource(strings = {"null", "5", "{'_id':''}", "{'_id':null}", "{'_id':{'a':1}}"})
    void insertOfNoDocument_isNoMatch(String document) {
        assertThatThrownBy(() -> call(open(Task.class), "insert", document)).isInstanceOf(MatchFailedException.class);
    }
}

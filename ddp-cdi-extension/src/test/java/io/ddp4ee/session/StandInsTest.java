package io.ddp4ee.session;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A client sees a document through two queries, of which the one that it saw the newer state through goes. */
class StandInsTest {

    private static final String NOSUB = "{\"msg\":\"nosub\",\"id\":\"s1\"}";

    private final Bench bench = new Bench();
    private Link session;

    /** The query that stays is read first, and comes second for the client. */
    @BeforeEach
    void subscribeToBoth() {
        bench.publishCategories("categories");
        bench.publish("hand", subscription -> subscription.added("docs", "d", Map.of("note", 1)));
        bench.publish("other", subscription -> subscription.added("docs", "d", Map.of("version", 7)));
        bench.queries.established();
        commit("a");
        session = bench.connect();
        say(Bench.sub("s0", "categories", "\"*\""));
        say(Bench.sub("s1", "categories", "\"a\""));
        say(unsub("s0"));
        say(Bench.sub("s2", "categories", "\"*\""));
        bench.client.sent().clear();
    }

    private void say(String message) {
        session.receive(message);
        bench.settle();
    }

    private static String unsub(String id) {
        return "{\"msg\":\"unsub\",\"id\":\"" + id + "\"}";
    }

    private static String changed(int version) {
        return "{\"msg\":\"changed\",\"collection\":\"docs\",\"id\":\"d\",\"fields\":{\"version\":" + version + "}}";
    }

    private void commit(String category) {
        bench.database.commit(bench.database.begin(), "d", category);
        while (!bench.database.notifications().isEmpty()) {
            var batch = bench.database.notifications().remove();
            bench.queries.execute(() -> bench.queries.received(batch));
        }
        bench.settle();
    }

    /** The second version comes to the client through the query that goes; the other is not answered. */
    private void goWithTheSecondVersion() {
        bench.database.leaveUnanswered(1);
        commit("a");
        say(unsub("s1"));
        assertThat(bench.client.sent()).containsExactly(changed(2), NOSUB);
        bench.client.sent().clear();
    }

    private void catchUp() {
        for (int waiting = bench.timer.count(); waiting > 0; waiting--) {
            bench.timer.runOne();
            bench.settle();
        }
    }

    @Test
    void newerState_isNotFollowedByTheOlderOne_andWhatComesNextIsTold() {
        goWithTheSecondVersion();

        catchUp();
        assertThat(bench.client.sent()).isEmpty();

        commit("a");
        assertThat(bench.client.sent()).containsExactly(changed(3));
    }

    @Test
    void changedMeanwhile_isToldOnceWhenTheOtherHasCaughtUp() {
        goWithTheSecondVersion();
        commit("a");
        assertThat(bench.client.sent()).isEmpty();

        catchUp();
        assertThat(bench.client.sent()).containsExactly(changed(3));
    }

    @Test
    void deletedMeanwhile_isRemovedWhenTheOtherHasCaughtUp() {
        goWithTheSecondVersion();
        commit(null);
        assertThat(bench.client.sent()).isEmpty();

        catchUp();
        assertThat(bench.client.sent()).containsExactly("{\"msg\":\"removed\",\"collection\":\"docs\",\"id\":\"d\"}");
    }

    @Test
    void deletedMeanwhile_andStoredAgain_isToldAgain_alsoIfAHandlerHasItAllTheTime() {
        say(Bench.sub("s4", "hand", ""));
        bench.client.sent().clear();
        goWithTheSecondVersion();
        commit(null);
        catchUp();
        assertThat(bench.client.sent())
                .containsExactly(
                        "{\"msg\":\"changed\",\"collection\":\"docs\",\"id\":\"d\",\"cleared\":[\"version\",\"category\"]}");
        bench.client.sent().clear();

        commit("b");
        assertThat(bench.client.sent())
                .containsExactly(
                        "{\"msg\":\"changed\",\"collection\":\"docs\",\"id\":\"d\",\"fields\":{\"version\":4,\"category\":\"b\"}}");
    }

    @Test
    void movedOutOfSight_isShownThroughTheOtherWhenThatHasCaughtUp() {
        bench.database.leaveUnanswered(1);
        commit("a");
        commit("b");
        assertThat(bench.client.sent()).containsExactly(changed(2));
        bench.client.sent().clear();

        catchUp();
        assertThat(bench.client.sent())
                .containsExactly(
                        "{\"msg\":\"changed\",\"collection\":\"docs\",\"id\":\"d\",\"fields\":{\"version\":3,\"category\":\"b\"}}");
    }

    @Test
    void handlersValue_isShownWhenTheQueriesGo_andTheQuerysWhenTheHandlerGoes() {
        say(Bench.sub("s4", "other", ""));
        say(unsub("s1"));
        say(unsub("s2"));
        assertThat(bench.client.sent())
                .containsExactly(
                        NOSUB,
                        "{\"msg\":\"changed\",\"collection\":\"docs\",\"id\":\"d\",\"fields\":{\"version\":7},\"cleared\":[\"category\"]}",
                        "{\"msg\":\"nosub\",\"id\":\"s2\"}");

        say(Bench.sub("s5", "categories", "\"*\""));
        bench.client.sent().clear();
        say(unsub("s4"));
        assertThat(bench.client.sent()).containsExactly(changed(1), "{\"msg\":\"nosub\",\"id\":\"s4\"}");
    }

    @Test
    void theOtherGoesToo_nothingComesAfterItsEnd() {
        goWithTheSecondVersion();
        say(unsub("s2"));
        assertThat(bench.client.sent())
                .containsExactly(
                        "{\"msg\":\"removed\",\"collection\":\"docs\",\"id\":\"d\"}",
                        "{\"msg\":\"nosub\",\"id\":\"s2\"}");

        catchUp();
        commit("a");
        assertThat(bench.client.sent()).hasSize(2);
    }

    @Test
    void subscribedAgainMeanwhile_seesTheNewestOnly() {
        goWithTheSecondVersion();
        say(Bench.sub("s3", "categories", "\"a\""));
        assertThat(bench.client.sent()).containsExactly("{\"msg\":\"ready\",\"subs\":[\"s3\"]}");
        bench.client.sent().clear();

        say(unsub("s2"));
        catchUp();
        commit("a");
        assertThat(bench.client.sent()).containsExactly("{\"msg\":\"nosub\",\"id\":\"s2\"}", changed(3));
    }
}

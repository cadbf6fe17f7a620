package io.ddp4ee.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.ddp4ee.LiveDocuments;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.Subscription;
import io.ddp4ee.publication.Production;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Documents that the application keeps in memory. */
class LiveDocumentsTest extends Levels {

    @Test
    void subscriber_isSentWhatThereIs_thenEachChange() {
        levels.put("a", Map.of("price", 1));
        subscribed();
        assertThat(sent()).containsExactly(added("a", "{\"price\":1}"), ready("s"));

        put("b", Map.of("price", 2));
        put("a", Map.of("price", 1.5));
        put("a", Map.of("price", 1.5));
        put("a", Map.of("volume", 7));
        remove("b");
        remove("b");
        put("b", Map.of());

        assertThat(sent())
                .containsExactly(
                        added("b", "{\"price\":2}"),
                        changed("a", "{\"price\":1.5}"),
                        message("changed", "a", ",\"fields\":{\"volume\":7},\"cleared\":[\"price\"]"),
                        removed("b"),
                        message("added", "b", ""));
    }

    @Test
    void noDocuments_isReady() {
        subscribed();

        assertThat(sent()).containsExactly(ready("s"));
    }

    @Test
    void fields_areWrittenAsAHandlers() {
        subscribed();

        put("-a", Map.of("at", new Date(5)));
        put("b", new Level());
        put("c", Map.of("$date", 5, "_id", "no field"));

        assertThat(sent())
                .containsExactly(
                        ready("s"),
                        added("--a", "{\"at\":{\"$date\":5}}"),
                        added("b", "{\"price\":5}"),
                        added("c", "{\"$escape\":{\"$date\":5}}"));
    }

    @Test
    void changesThatNobodyHasBeenToldOf_areOne() {
        subscribed();
        sent();

        levels.put("a", Map.of("price", 1));
        levels.put("b", Map.of("price", 1));
        levels.put("a", Map.of("price", 2));
        levels.put("c", Map.of("price", 1));
        levels.remove("c");
        levels.remove("b");
        levels.put("b", Map.of("price", 3));
        assertThat(bench.pool.count()).isEqualTo(1);
        bench.settle();

        assertThat(sent()).containsExactly(added("a", "{\"price\":2}"), added("b", "{\"price\":3}"));
    }

    @Test
    void subscribers_shareTheText() {
        RecordingConnection other = new RecordingConnection();
        Sessions sessions = bench.sessions();
        for (RecordingConnection client : List.of(bench.client, other)) {
            Link session = sessions.open(client, Bench.HANDSHAKE);
            session.receive("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}");
            levels.put("a", Map.of("price", 1));
            say(session, Bench.sub("s", "levels", ""));
        }
        put("a", Map.of("price", 2));

        for (String word : List.of("added", "changed")) {
            assertThat(textOf(bench.client, word)).isSameAs(textOf(other, word));
        }
    }

    private static String textOf(RecordingConnection client, String word) {
        return client.sent().stream()
                .filter(text -> text.contains(word))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void severalSources_areReadyOnce_andShareADocument() {
        LiveDocuments docs = LiveDocuments.in("docs");
        docs.put("d", Map.of("hot", true));
        bench.database.commit(bench.database.begin(), "d", "a");
        bench.queries.established();
        List<LiveQuery> queries = List.of(LiveQuery.of(Object.class));
        List<Subscription> handled = new ArrayList<>();
        bench.publish("all", false, new Production(queries, List.of(docs, levels), List.of(handled::add), () -> {}));
        Link session = bench.connect();
        say(session, Bench.sub("s", "all", "\"a\""));
        assertThat(sent()).hasSize(2).noneMatch(text -> text.contains("ready"));

        handled.get(0).ready();
        assertThat(sent()).containsExactly(ready("s"));

        docs.remove("d");
        bench.settle();
        assertThat(sent())
                .containsExactly("{\"msg\":\"changed\",\"collection\":\"docs\",\"id\":\"d\",\"cleared\":[\"hot\"]}");
    }

    @Test
    void documentThatAQueryHasShownAndLost_isShownAgain() {
        LiveDocuments docs = LiveDocuments.in("docs");
        bench.publish("docs in memory", docs);
        bench.publishCategories("docs");
        bench.database.commit(bench.database.begin(), "d", "a");
        bench.queries.established();
        Link session = bench.connect();
        say(session, Bench.sub("s1", "docs in memory", ""));
        say(session, Bench.sub("s2", "docs", "\"a\""));
        say(session, unsub("s2"));
        sent();

        docs.put("d", Map.of("hot", true));
        bench.settle();

        assertThat(sent())
                .containsExactly("{\"msg\":\"added\",\"collection\":\"docs\",\"id\":\"d\",\"fields\":{\"hot\":true}}");
    }

    @Test
    void unsub_takesThemAway_andNobodyFollowsAnyMore() {
        levels.put("a", Map.of("price", 1));
        Link session = subscribed();
        say(session, Bench.sub("s2", "levels", ""));
        sent();

        say(session, unsub("s"));
        assertThat(sent()).containsExactly("{\"msg\":\"nosub\",\"id\":\"s\"}");
        put("b", new Level());
        assertThat(written).isEqualTo(1);
        assertThat(sent()).hasSize(1);

        say(session, unsub("s2"));
        assertThat(sent()).containsExactly(removed("a"), removed("b"), "{\"msg\":\"nosub\",\"id\":\"s2\"}");
        put("b", new Level());
        assertThat(written).isEqualTo(1);
        assertThat(sent()).isEmpty();
    }

    @Test
    void subscriptionAfterTheLast_isSentWhatWasPutMeanwhile() {
        Link session = subscribed();
        say(session, unsub("s"));
        put("a", Map.of("price", 1));
        sent();

        say(session, Bench.sub("s", "levels", ""));

        assertThat(sent()).containsExactly(added("a", "{\"price\":1}"), ready("s"));
    }

    @Test
    void endOfTheSession_endsIt() {
        Link session = subscribed();

        session.close(CloseCode.NORMAL, null);
        bench.settle();
        put("b", new Level());

        assertThat(written).isZero();
    }

    @Test
    void endOfTheServer_endsIt_alsoForWhoComesLater() {
        Link session = subscribed();

        bench.memory.stop();
        put("b", new Level());
        say(session, Bench.sub("s2", "levels", ""));
        put("b", new Level());

        assertThat(written).isZero();
    }

    @Test
    void endBeforeItIsJoined_endsIt() {
        Link session = bench.connect();
        bench.publish(
                "stopping", false, new Production(List.of(), List.of(levels), List.of(Subscription::stop), () -> {}));
        Link other = bench.connect();
        levels.put("a", Map.of("price", 1));

        say(other, Bench.sub("s", "stopping", ""));
        put("b", new Level());

        assertThat(written).isZero();
        assertThat(sent()).containsExactly("{\"msg\":\"nosub\",\"id\":\"s\"}");
        assertThat(session.session().isClosed()).isFalse();
    }

    @Test
    void whatIsNoObject_isRefusedWhenItIsPut() {
        subscribed();
        sent();

        assertThatThrownBy(() -> levels.put("a", Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("an object, not a java.time.Instant");
        bench.settle();
        Link other = bench.connect();
        say(other, Bench.sub("s", "levels", ""));

        assertThat(sent()).containsExactly(ready("s"));
    }

    @Test
    void whatWasNoObjectBeforeAnybodySubscribed_failsTheSubscription_untilItIsOne() {
        levels.put("a", Instant.EPOCH);
        Link session = subscribed();
        assertThat(sent())
                .containsExactly("{\"msg\":\"nosub\",\"id\":\"s\",\"error\":{\"isClientSafe\":true,\"error\":500,"
                        + "\"reason\":\"Internal server error\",\"message\":\"Internal server error [500]\","
                        + "\"errorType\":\"Meteor.Error\"}}");

        put("a", Map.of("price", 1));
        say(session, Bench.sub("s", "levels", ""));

        assertThat(sent()).containsExactly(added("a", "{\"price\":1}"), ready("s"));
    }

    @Test
    void whatWasNoObject_isReadAnewForWhoeverComesNext_whileTheFirstIsStillThere() {
        levels.put("a", Instant.EPOCH);
        Link first = bench.connect();
        Link second = bench.connect();
        bench.client.sent().clear();
        first.receive(Bench.sub("s", "levels", ""));
        runAllButEnds();

        levels.put("a", Map.of("price", 1));
        second.receive(Bench.sub("t", "levels", ""));
        runAllButEnds();

        assertThat(sent()).containsExactly(added("a", "{\"price\":1}"), ready("t"));
    }

    private void runAllButEnds() {
        while (bench.workers.runOne() || bench.pool.runOne()) {
            // What has been refused is told by a finisher.
        }
    }

    @Test
    void whatAMethodPuts_isSentBeforeItCountsAsDone() {
        bench.serve("put", false, (session, parameters) -> {
            levels.put("a", Map.of("price", written++));
            return null;
        });
        Link session = subscribed();
        sent();

        say(session, Bench.call("m1", "put"));
        say(session, Bench.call("m2", "put"));

        assertThat(sent())
                .containsSubsequence(added("a", "{\"price\":0}"), "{\"msg\":\"updated\",\"methods\":[\"m1\"]}")
                .containsSubsequence(changed("a", "{\"price\":1}"), "{\"msg\":\"updated\",\"methods\":[\"m2\"]}")
                .hasSize(6);
    }

    @Test
    void whatIsPutBeforeTheStageOfAMethodCompletes_isSentBeforeItCountsAsDone() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        bench.serve("later", false, (session, parameters) -> stage);
        Link session = subscribed();
        sent();
        say(session, Bench.call("m", "later"));

        levels.put("a", Map.of("price", 1));
        stage.complete("put");
        bench.settle();

        assertThat(sent())
                .containsSubsequence(added("a", "{\"price\":1}"), "{\"msg\":\"updated\",\"methods\":[\"m\"]}")
                .hasSize(3);
    }
}

package io.ddp4ee.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ddp4ee.LiveDocuments;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.Subscription;
import io.ddp4ee.publication.Production;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Documents that the application keeps in memory. */
class LiveDocumentsTest {

    private final Bench bench = new Bench();
    private final LiveDocuments levels = LiveDocuments.in("level");

    /** How often JSON-B has written one of them: each time for somebody who follows. */
    private int written;

    public final class Level {
        public long getPrice() {
            written++;
            return 5;
        }
    }

    @BeforeEach
    void publish() {
        bench.publish("levels", levels);
    }

    private Link subscribed() {
        Link session = bench.connect();
        say(session, Bench.sub("s", "levels", ""));
        return session;
    }

    private void say(Link session, String message) {
        session.receive(message);
        bench.settle();
    }

    private static String unsub(String id) {
        return "{\"msg\":\"unsub\",\"id\":\"" + id + "\"}";
    }

    private void put(String id, Object fields) {
        levels.put(id, fields);
        bench.settle();
    }

    private void remove(String id) {
        levels.remove(id);
        bench.settle();
    }

    private List<String> sent() {
        List<String> sent = List.copyOf(bench.client.sent());
        bench.client.sent().clear();
        return sent;
    }

    private static String message(String msg, String id, String rest) {
        return "{\"msg\":\"" + msg + "\",\"collection\":\"level\",\"id\":\"" + id + "\"" + rest + "}";
    }

    private static String added(String id, String fields) {
        return message("added", id, ",\"fields\":" + fields);
    }

    private static String changed(String id, String fields) {
        return message("changed", id, ",\"fields\":" + fields);
    }

    private static String removed(String id) {
        return message("removed", id, "");
    }

    private static String ready(String id) {
        return "{\"msg\":\"ready\",\"subs\":[\"" + id + "\"]}";
    }

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
    void clientThatDoesNotRead_isSentThePresentStateOnce() {
        Link session = connectBounded();
        bench.client.stopReading();
        put("in flight", Map.of());
        put("a", Map.of("price", 0));
        put("waits", Map.of());
        for (int i = 1; i <= 1000; i++) {
            put("a", Map.of("price", i));
            put("once", Map.of("price", i));
            remove("once");
        }
        remove("waits");
        assertThat(session.session().isClosed()).isFalse();

        bench.client.readAgain();
        bench.settle();

        assertThat(sent())
                .containsExactly(
                        message("added", "in flight", ""),
                        added("a", "{\"price\":0}"),
                        changed("a", "{\"price\":1000}"));
        put("a", Map.of("price", 1));
        assertThat(sent()).containsExactly(changed("a", "{\"price\":1}"));
    }

    @Test
    void clientThatNeverReads_costsNothingMore() {
        Link session = connectBounded();
        bench.client.stopReading();
        put("in flight", Map.of());
        put("waits", Map.of());
        int waiting = bench.pool.count();
        for (int i = 0; i < 1000; i++) {
            put("x", Map.of("price", i));
            remove("x");
        }

        assertThat(session.session().isClosed()).isFalse();
        bench.client.readAgain();
        // Each of those who had waited for their turn would be a task.
        assertThat(bench.pool.count() - waiting).isLessThanOrEqualTo(1);
        bench.settle();
        assertThat(sent()).containsExactly(message("added", "in flight", ""), message("added", "waits", ""));
    }

    /** Of 300 characters, which are soon full. */
    private Link connectBounded() {
        bench.limits = new SessionLimits(
                1000, 10_000, 2, 300, 1000, bench.limits.sendTimeout(), bench.limits.heartbeat(), Bench.NO_RESUMPTION);
        Link session = subscribed();
        sent();
        return session;
    }

    @Test
    void whatAMethodPuts_isSentBeforeItCountsAsDone_alsoToAClientThatDoesNotRead() {
        bench.serve("put", false, (session, parameters) -> {
            levels.put("a", Map.of("price", 2));
            return null;
        });
        Link session = connectBounded();
        bench.client.stopReading();
        put("in flight", Map.of());
        put("a", Map.of("price", 0));
        put("a", Map.of("price", 1));

        say(session, Bench.call("m", "put"));
        bench.client.readAgain();
        bench.settle();

        assertThat(sent())
                .containsSubsequence(
                        added("a", "{\"price\":0}"),
                        changed("a", "{\"price\":2}"),
                        "{\"msg\":\"updated\",\"methods\":[\"m\"]}")
                .doesNotContain(changed("a", "{\"price\":1}"));
    }

    @Test
    void unsubWhileChangesWait_takesAwayWhatWasSent() {
        Link session = subscribed();
        sent();
        put("a", Map.of("price", 0));
        bench.client.stopReading();
        put("in flight", Map.of());
        put("waits", Map.of());
        put("a", Map.of("price", 1));
        put("never sent", Map.of());

        say(session, unsub("s"));
        bench.client.readAgain();
        bench.settle();

        assertThat(sent())
                .containsExactly(
                        added("a", "{\"price\":0}"),
                        message("added", "in flight", ""),
                        message("added", "waits", ""),
                        removed("a"),
                        removed("in flight"),
                        removed("waits"),
                        "{\"msg\":\"nosub\",\"id\":\"s\"}");
    }
}

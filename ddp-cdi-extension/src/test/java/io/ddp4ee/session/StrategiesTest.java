package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.ddp4ee.PublicationHandler;
import io.ddp4ee.PublicationStrategy;
import io.ddp4ee.Subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** What a client is told of documents of which the server remembers more or less. */
class StrategiesTest {

    private final Bench bench = new Bench();
    private final List<Subscription> hand = new ArrayList<>();
    private Link session;

    private void begin(PublicationStrategy strategy) {
        bench.strategies.put("c", strategy);
        bench.publish("one", adding(Map.of("a", 1, "b", 1)));
        bench.publish("two", adding(Map.of("a", 1)));
        bench.serve("setUserId", false, (session, parameters) -> {
            session.setUserId((String) parameters.get(0));
            return null;
        });
    }

    private PublicationHandler adding(Map<String, ?> fields) {
        return subscription -> {
            hand.add(subscription);
            subscription.added("c", "x", new java.util.TreeMap<>(fields));
            subscription.ready();
        };
    }

    /** Without the beginnings that all have. */
    private List<String> say(String message) {
        session = session == null ? bench.connect() : session;
        session.receive(message);
        return told();
    }

    private List<String> told() {
        bench.settle();
        List<String> sent = new ArrayList<>();
        bench.client
                .sent()
                .forEach(text -> sent.add(text.replaceAll("[{}\"]", "").replaceAll("^msg:|collection:c,", "")));
        bench.client.sent().clear();
        return sent;
    }

    private static String unsub(String id) {
        return "{\"msg\":\"unsub\",\"id\":\"" + id + "\"}";
    }

    private static String setUserId(String id) {
        return Bench.call("m", "setUserId").replace("[]", "[\"" + id + "\"]");
    }

    @Test
    void serverMerge() {
        begin(PublicationStrategy.SERVER_MERGE);

        assertThat(say(Bench.sub("s1", "one", ""))).containsExactly("added,id:x,fields:a:1,b:1", "ready,subs:[s1]");
        assertThat(say(Bench.sub("s2", "two", ""))).containsExactly("ready,subs:[s2]");
        hand.get(1).changed("c", "x", Map.of("a", 2));
        assertThat(told()).isEmpty();
        hand.get(0).changed("c", "x", Map.of("a", 1));
        assertThat(told()).isEmpty();
        assertThat(say(unsub("s1"))).containsExactly("changed,id:x,fields:a:2,cleared:[b]", "nosub,id:s1");
        assertThat(say(unsub("s2"))).containsExactly("removed,id:x", "nosub,id:s2");
    }

    @Test
    void noMergeMulti() {
        begin(PublicationStrategy.NO_MERGE_MULTI);

        assertThat(say(Bench.sub("s1", "one", ""))).containsExactly("added,id:x,fields:a:1,b:1", "ready,subs:[s1]");
        assertThat(say(Bench.sub("s2", "two", ""))).containsExactly("changed,id:x,fields:a:1", "ready,subs:[s2]");
        hand.get(1).changed("c", "x", Map.of("a", 2));
        assertThat(told()).containsExactly("changed,id:x,fields:a:2");
        hand.get(1).changed("c", "x", Map.of("a", 2));
        assertThat(told()).containsExactly("changed,id:x,fields:a:2");
        hand.get(0).cleared("c", "x", "b");
        assertThat(told()).containsExactly("changed,id:x,cleared:[b]");
        hand.get(0).changed("c", "x", Map.of());
        assertThat(told()).isEmpty();
        assertThat(say(unsub("s1"))).containsExactly("nosub,id:s1");
        hand.get(1).removed("c", "x");
        assertThat(told()).containsExactly("removed,id:x");
        assertThat(say(unsub("s2"))).containsExactly("nosub,id:s2");
    }

    @Test
    void noMerge() {
        begin(PublicationStrategy.NO_MERGE);

        assertThat(say(Bench.sub("s1", "one", ""))).containsExactly("added,id:x,fields:a:1,b:1", "ready,subs:[s1]");
        assertThat(say(Bench.sub("s2", "two", ""))).containsExactly("added,id:x,fields:a:1", "ready,subs:[s2]");
        hand.get(1).changed("c", "x", Map.of("a", 2));
        assertThat(told()).containsExactly("changed,id:x,fields:a:2");
        hand.get(1).changed("c", "x", Map.of());
        assertThat(told()).isEmpty();
        assertThat(say(unsub("s1"))).containsExactly("removed,id:x", "nosub,id:s1");
        assertThat(say(unsub("s2"))).containsExactly("removed,id:x", "nosub,id:s2");
    }

    @Test
    void noMergeNoHistory() {
        begin(PublicationStrategy.NO_MERGE_NO_HISTORY);

        assertThat(say(Bench.sub("s1", "one", ""))).containsExactly("added,id:x,fields:a:1,b:1", "ready,subs:[s1]");
        assertThat(say(Bench.sub("s2", "two", ""))).containsExactly("added,id:x,fields:a:1", "ready,subs:[s2]");
        hand.get(1).changed("c", "unknown", Map.of("a", 2));
        assertThat(told()).containsExactly("changed,id:unknown,fields:a:2");
        hand.get(1).changed("c", "x", Map.of());
        assertThat(told()).isEmpty();
        assertThat(say(unsub("s1"))).containsExactly("nosub,id:s1");
        hand.get(1).removed("c", "x");
        assertThat(told()).containsExactly("removed,id:x");
        assertThat(say(unsub("s2"))).containsExactly("nosub,id:s2");
    }

    @Test
    void addedTwiceByOne_isToldTwiceWhereNothingIsMerged() {
        begin(PublicationStrategy.NO_MERGE_MULTI);
        say(Bench.sub("s1", "one", ""));
        hand.get(0).added("c", "x", Map.of("a", 2));
        assertThat(told()).containsExactly("changed,id:x,fields:a:2");
        assertThat(say(unsub("s1"))).containsExactly("removed,id:x", "nosub,id:s1");

        bench.strategies.put("c", PublicationStrategy.NO_MERGE);
        say(Bench.sub("s2", "one", ""));
        hand.get(1).added("c", "x", Map.of("a", 2));
        assertThat(told()).containsExactly("added,id:x,fields:a:2");
        assertThat(say(unsub("s2"))).containsExactly("removed,id:x", "nosub,id:s2");
    }

    @ParameterizedTest
    @EnumSource
    void idAmongTheFields_isNone(PublicationStrategy strategy) {
        begin(strategy);
        say(Bench.sub("s1", "one", ""));

        hand.get(0).cleared("c", "x", "_id");
        hand.get(0).changed("c", "x", Map.of("_id", "y"));

        assertThat(told()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = "NO_MERGE_NO_HISTORY", mode = EnumSource.Mode.EXCLUDE)
    void whatASubscriptionHasNotAdded_itCannotChange(PublicationStrategy strategy) {
        begin(strategy);
        say(Bench.sub("s1", "one", ""));
        say(Bench.sub("s2", "two", ""));
        hand.get(0).removed("c", "x");
        told();

        for (String id : List.of("x", "unknown")) {
            assertThatIllegalStateException().isThrownBy(() -> hand.get(0).changed("c", id, Map.of("a", 1)));
            assertThatIllegalStateException().isThrownBy(() -> hand.get(0).cleared("c", id, "a"));
            assertThatIllegalStateException().isThrownBy(() -> hand.get(0).removed("c", id));
        }
        assertThat(told()).isEmpty();
    }

    /** Each has one document of its own, and one that all have. */
    private void publishForUsers(PublicationStrategy strategy) {
        begin(strategy);
        bench.publish("users", subscription -> {
            hand.add(subscription);
            subscription.added("c", "x", Map.of("of", String.valueOf(subscription.userId())));
            subscription.added("c", String.valueOf(subscription.userId()), Map.of());
            subscription.ready();
        });
        say(Bench.sub("s", "users", ""));
    }

    private static final String[] END = {"ready,subs:[s]", "updated,methods:[m]", "result,id:m,result:null"};

    @Test
    void anotherUser_noMergeMulti_changedAtOnce_andWhatIsNotAddedAgainIsRemoved() {
        publishForUsers(PublicationStrategy.NO_MERGE_MULTI);

        assertThat(say(setUserId("1")))
                .startsWith("changed,id:x,fields:of:1", "added,id:1", "removed,id:null")
                .endsWith(END)
                .hasSize(6);
        assertThat(say(unsub("s"))).containsExactlyInAnyOrder("removed,id:x", "removed,id:1", "nosub,id:s");
    }

    @Test
    void anotherUser_noMerge_addedAgain_andWhatIsNotIsRemoved() {
        publishForUsers(PublicationStrategy.NO_MERGE);

        assertThat(say(setUserId("1")))
                .startsWith("added,id:x,fields:of:1", "added,id:1", "removed,id:null")
                .endsWith(END)
                .hasSize(6);
        assertThat(say(setUserId("1")))
                .startsWith("added,id:x,fields:of:1", "added,id:1")
                .endsWith(END)
                .hasSize(5);
        assertThat(say(unsub("s"))).containsExactly("removed,id:x", "removed,id:1", "nosub,id:s");
    }

    @Test
    void anotherUser_noMergeNoHistory_addedAgain() {
        publishForUsers(PublicationStrategy.NO_MERGE_NO_HISTORY);

        assertThat(say(setUserId("1")))
                .startsWith("added,id:x,fields:of:1", "added,id:1")
                .endsWith(END)
                .hasSize(5);
    }

    @ParameterizedTest
    @EnumSource
    void anotherUser_whoseDocumentGoesAgainMeanwhile_oneRemoval(PublicationStrategy strategy) {
        begin(strategy);
        bench.publish("brief", subscription -> {
            subscription.added("c", "y", Map.of());
            if (subscription.userId() != null) {
                subscription.removed("c", "y");
            }
            subscription.ready();
        });
        say(Bench.sub("s", "brief", ""));

        assertThat(say(setUserId("1"))).containsOnlyOnce("removed,id:y").endsWith(END);
        assertThat(say(unsub("s"))).containsExactly("nosub,id:s");
    }

    @Test
    void liveQueries_areSentAsTheyChange_withoutMerging() {
        bench.strategies.put("docs", PublicationStrategy.NO_MERGE);
        begin(PublicationStrategy.NO_MERGE);
        bench.queries.established();
        bench.publishCategories("docs");
        store("d", "a");
        assertThat(say(Bench.sub("s1", "docs", "\"a\"")))
                .containsExactly("added,collection:docs,id:d,fields:version:1,category:a", "ready,subs:[s1]");
        assertThat(say(Bench.sub("s2", "docs", "\"*\"")))
                .containsExactly("added,collection:docs,id:d,fields:version:1,category:a", "ready,subs:[s2]");
        store("d", "b");
        deliver();
        assertThat(told())
                .containsExactlyInAnyOrder(
                        "removed,collection:docs,id:d", "changed,collection:docs,id:d,fields:version:2,category:b");
        assertThat(say(unsub("s2"))).containsExactly("removed,collection:docs,id:d", "nosub,id:s2");
        assertThat(say(unsub("s1"))).containsExactly("nosub,id:s1");
    }

    private void store(String id, String category) {
        bench.database.commit(bench.database.begin(), id, category);
    }

    private void deliver() {
        while (!bench.database.notifications().isEmpty()) {
            var batch = bench.database.notifications().remove();
            bench.queries.execute(() -> bench.queries.received(batch));
        }
        bench.settle();
    }
}

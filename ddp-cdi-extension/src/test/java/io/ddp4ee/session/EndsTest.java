package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.ddp4ee.LiveQuery;
import io.ddp4ee.Subscription;
import io.ddp4ee.publication.Production;
import io.ddp4ee.session.SimulatedDatabase.Transaction;

import static org.assertj.core.api.Assertions.assertThat;

/** The beginnings and ends of subscriptions, and what a client has seen before. */
class EndsTest {

    private final Bench bench = new Bench();

    private Link connected() {
        bench.queries.established();
        bench.publishCategories("docs");
        return bench.connect();
    }

    /** Without that anybody is told. */
    private void store(String id, String category) {
        Transaction transaction = bench.database.begin();
        bench.database.commit(transaction, id, category);
    }

    private void say(Link session, String message) {
        session.receive(message);
        bench.settle();
    }

    private static String unsub(String id) {
        return "{\"msg\":\"unsub\",\"id\":\"" + id + "\"}";
    }

    private List<String> added() {
        return bench.client.sent().stream()
                .filter(message -> message.contains("\"added\""))
                .toList();
    }

    @Test
    void documentThatTheClientHasSeen_isNotFollowedByItsOlderStateInAnotherQuery() {
        store("d", "a");
        Link session = connected();
        say(session, Bench.sub("s1", "docs", "\"*\""));
        say(session, unsub("s1"));
        store("d", "a");
        say(session, Bench.sub("s2", "docs", "\"a\""));
        say(session, unsub("s2"));
        int reads = bench.database.reads();

        say(session, Bench.sub("s3", "docs", "\"*\""));

        assertThat(added()).hasSize(3);
        assertThat(added().get(0)).contains("\"version\":1");
        assertThat(added().get(1)).contains("\"version\":2");
        assertThat(added().get(2)).contains("\"version\":2");
        assertThat(bench.database.reads()).isEqualTo(reads + 1);
    }

    @Test
    void idThatIsInUse_isLeftAlone() {
        Link session = connected();
        say(session, Bench.sub("s", "docs", "\"a\""));
        say(session, Bench.sub("s", "docs", "\"b\""));

        assertThat(bench.client.sent())
                .filteredOn(message -> message.contains("\"ready\""))
                .hasSize(1);
        assertThat(bench.database.reads()).isEqualTo(1);
    }

    @Test
    void idThatWasInUse_isFreeAgain() {
        Link session = connected();
        say(session, Bench.sub("s", "docs", "\"a\""));
        say(session, unsub("s"));
        say(session, Bench.sub("s", "docs", "\"b\""));

        assertThat(bench.client.sent())
                .filteredOn(message -> message.contains("\"ready\""))
                .hasSize(2);
    }

    @Test
    void idThatIsFreedByTheLastMessage_isFreeForTheNext() {
        Link session = connected();
        session.receive(Bench.sub("s", "docs", "\"a\""));
        session.receive(unsub("s"));
        session.receive(Bench.sub("s", "docs", "\"b\""));
        bench.settle();

        assertThat(bench.client.sent())
                .containsExactly(
                        "{\"msg\":\"ready\",\"subs\":[\"s\"]}",
                        "{\"msg\":\"nosub\",\"id\":\"s\"}",
                        "{\"msg\":\"ready\",\"subs\":[\"s\"]}");
    }

    @Test
    void idOfASubscriptionThatStops_isFreeForTheNextMessage() {
        bench.publish("stopping", Subscription::stop);
        Link session = connected();
        session.receive(Bench.sub("s", "stopping", ""));
        session.receive(Bench.sub("s", "stopping", ""));
        bench.settle();

        assertThat(bench.client.sent())
                .containsExactly("{\"msg\":\"nosub\",\"id\":\"s\"}", "{\"msg\":\"nosub\",\"id\":\"s\"}");
    }

    @Test
    void subscriptionThatStopsBeforeItsDocumentsCome_isSentNone() {
        store("d", "a");
        bench.publish(
                "stopping",
                false,
                new Production(List.of(LiveQuery.of(Object.class)), List.of(Subscription::stop), () -> {}));
        Link session = connected();
        say(session, Bench.sub("s1", "docs", "\"a\""));
        say(session, unsub("s1"));
        bench.client.sent().clear();

        say(session, Bench.sub("s2", "stopping", "\"a\""));

        assertThat(bench.client.sent()).containsExactly("{\"msg\":\"nosub\",\"id\":\"s2\"}");
    }

    /** Ends a subscription while its query is read again, and says whether it is told of the result before. */
    private List<String> endWhileItIsRead(boolean read) {
        store("d", "a");
        bench.database.notifications().clear();
        Link session = connected();
        say(session, Bench.sub("s", "docs", "\"*\""));
        bench.client.sent().clear();
        store("e", "a");
        bench.queries.execute(
                () -> bench.queries.received(bench.database.notifications().remove()));
        bench.pool.runOne();
        if (read) {
            bench.readers.runOne();
        }
        session.receive(unsub("s"));
        bench.workers.runOne();
        bench.readers.runOne();
        bench.settle();
        return bench.client.sent().stream()
                .map(message -> message.replaceAll("\\{.msg.:.(\\w+).*", "$1"))
                .toList();
    }

    @Test
    void whatIsReadAfterTheDocumentsHaveGone_isNotSent() {
        assertThat(endWhileItIsRead(false)).containsExactly("removed", "nosub");
    }

    @Test
    void whatIsReadBeforeTheDocumentsGo_isSent() {
        assertThat(endWhileItIsRead(true)).containsExactly("added", "removed", "removed", "nosub");
    }

    @Test
    void nosub_waitsUntilTheDocumentsAreGone() {
        store("d", "a");
        Link session = connected();
        say(session, Bench.sub("s", "docs", "\"a\""));
        bench.client.sent().clear();

        session.receive(unsub("s"));
        bench.workers.runOne();
        bench.finishers.runOne();
        assertThat(bench.client.sent()).isEmpty();

        bench.settle();
        assertThat(bench.client.sent()).hasSize(2);
        assertThat(bench.client.sent().get(0)).contains("\"removed\"");
        assertThat(bench.client.sent().get(1)).contains("\"nosub\"");
    }

    @Test
    void subscriptionThatEnds_leavesItsQuery() {
        Link session = connected();
        say(session, Bench.sub("s", "docs", "\"a\""));
        say(session, unsub("s"));
        while (bench.timer.count() > 0 && bench.live() > 0) {
            bench.timer.runOne();
        }

        assertThat(bench.live()).isZero();
    }

    @Test
    void errorInAPublication_isAnsweredWithNosub() {
        bench.publish("failing", subscription -> {
            throw new StackOverflowError();
        });
        say(bench.connect(), Bench.sub("s", "failing", ""));

        assertThat(bench.client.sent()).singleElement().asString().contains("\"nosub\"");
    }

    @Test
    void actionThatComesAfterTheEnd_runsAtOnce() {
        List<Subscription> subscriptions = new ArrayList<>();
        List<String> ran = new ArrayList<>();
        bench.publish("hand", subscriptions::add);
        Link session = bench.connect();
        say(session, Bench.sub("s", "hand", ""));
        say(session, unsub("s"));

        subscriptions.get(0).onStop(() -> ran.add("late"));
        bench.settle();

        assertThat(ran).containsExactly("late");
    }

    @Test
    void actionThatComesWhileItEnds_runsOnce() {
        List<String> ran = new ArrayList<>();
        bench.publish("hand", subscription -> {
            subscription.stop();
            subscription.onStop(() -> ran.add("late"));
        });
        say(bench.connect(), Bench.sub("s", "hand", ""));

        assertThat(ran).containsExactly("late");
    }

    @Test
    void stoppedTwice_isToldOnce() {
        bench.publish("hand", subscription -> {
            subscription.stop();
            subscription.stop();
        });
        say(bench.connect(), Bench.sub("s", "hand", ""));

        assertThat(bench.client.sent()).containsExactly("{\"msg\":\"nosub\",\"id\":\"s\"}");
    }

    @Test
    void handlerThatGoesOnAfterTheEnd_isNotHeard() {
        List<Subscription> subscriptions = new ArrayList<>();
        bench.publish("hand", subscriptions::add);
        Link session = bench.connect();
        say(session, Bench.sub("s", "hand", ""));
        say(session, unsub("s"));
        bench.client.sent().clear();

        subscriptions.get(0).added("docs", "d", Map.of("a", 1));
        subscriptions.get(0).removed("docs", "unknown");
        subscriptions.get(0).ready();
        bench.settle();

        assertThat(bench.client.sent()).isEmpty();
    }
}

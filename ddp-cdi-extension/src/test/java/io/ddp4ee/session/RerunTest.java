package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.ddp4ee.Subscription;
import io.ddp4ee.capture.Outcome;
import io.ddp4ee.capture.Published;
import io.ddp4ee.query.LiveView;
import io.ddp4ee.session.SimulatedDatabase.Transaction;

import static org.assertj.core.api.Assertions.assertThat;

/** What happens while all publications of a session run again, by whomever that is wanted. */
@SuppressWarnings("FutureReturnValueIgnored") // The session is who waits for it.
class RerunTest {

    private final Bench bench = new Bench();
    private final List<String> done = new ArrayList<>();
    private final List<Runnable> meanwhile = new ArrayList<>();
    private Link session;

    /** Does something the second time. */
    private void publishEventful() {
        bench.publish("eventful", subscription -> {
            subscription.onStop(() -> done.add("stopped"));
            meanwhile.forEach(Runnable::run);
            subscription.ready();
        });
    }

    private List<String> say(String message) {
        bench.client.sent().clear();
        session.receive(message);
        bench.settle();
        return bench.client.sent();
    }

    private List<String> refresh(Runnable inBetween) {
        meanwhile.add(inBetween);
        bench.client.sent().clear();
        session.session().subscriptions().rerun(() -> {}).thenRun(() -> done.add("refreshed"));
        bench.settle();
        meanwhile.clear();
        return bench.client.sent();
    }

    private static String added(String id) {
        return "{\"msg\":\"added\",\"collection\":\"a\",\"id\":\"" + id + "\"}";
    }

    private static String removed(String id) {
        return "{\"msg\":\"removed\",\"collection\":\"a\",\"id\":\"" + id + "\"}";
    }

    private static String ready(String ids) {
        return "{\"msg\":\"ready\",\"subs\":[" + ids + "]}";
    }

    private static String nosub(String id) {
        return "{\"msg\":\"nosub\",\"id\":\"" + id + "\"}";
    }

    private static String unsub(String id) {
        return "{\"msg\":\"unsub\",\"id\":\"" + id + "\"}";
    }

    private void publishOne() {
        bench.publish("one", subscription -> {
            subscription.added("a", "1", Map.of());
            subscription.ready();
        });
    }

    @Test
    void nothingHasChanged_theClientIsTold() {
        publishOne();
        publishEventful();
        session = bench.connect();
        say(Bench.sub("s1", "one", ""));
        say(Bench.sub("s2", "eventful", ""));

        assertThat(refresh(() -> {})).containsExactly(ready("\"s1\",\"s2\""));
        assertThat(done).containsExactly("stopped", "refreshed");
    }

    @Test
    void nothingIsSubscribedTo_nothingIsTold() {
        session = bench.connect();

        assertThat(refresh(() -> {})).isEmpty();
        assertThat(done).containsExactly("refreshed");
    }

    @Test
    void unsubscribedMeanwhile_theDocumentsGoFirst() {
        publishOne();
        publishEventful();
        session = bench.connect();
        say(Bench.sub("s1", "one", ""));
        say(Bench.sub("s2", "eventful", ""));

        assertThat(refresh(() -> {
                    session.receive(unsub("s1"));
                    bench.settle();
                }))
                .containsExactly(removed("1"), nosub("s1"), ready("\"s2\""));
    }

    @Test
    void subscribedMeanwhile_isReadyWithTheOthers() {
        publishEventful();
        session = bench.connect();
        say(Bench.sub("s2", "eventful", ""));
        publishOne();
        session = bench.connect();
        say(Bench.sub("s2", "eventful", ""));

        assertThat(refresh(() -> {
                    session.receive(Bench.sub("s1", "one", ""));
                    bench.settle();
                }))
                .containsExactly(added("1"), ready("\"s1\",\"s2\""));
        assertThat(say(unsub("s1"))).containsExactly(removed("1"), nosub("s1"));
    }

    @Test
    void unsubscribedAndSubscribedMeanwhile_isToldInOrder() {
        publishOne();
        publishEventful();
        session = bench.connect();
        say(Bench.sub("s1", "one", ""));
        say(Bench.sub("s2", "eventful", ""));

        assertThat(refresh(() -> {
                    session.receive(unsub("s1"));
                    session.receive(Bench.sub("s1", "one", ""));
                    bench.settle();
                }))
                .containsExactly(nosub("s1"), ready("\"s1\",\"s2\""));
    }

    @Test
    void subscriptionThatIsJustEnding_isToldOfFirst() {
        bench.queries.established();
        bench.database.commit(bench.database.begin(), "d", "a");
        bench.publishCategories("docs");
        publishOne();
        session = bench.connect();
        say(Bench.sub("s1", "docs", "\"a\""));
        say(Bench.sub("s2", "one", ""));
        bench.client.sent().clear();
        session.receive(unsub("s1"));
        bench.workers.runOne();
        session.session().subscriptions().rerun(() -> {});
        bench.settle();

        assertThat(bench.client.sent())
                .containsExactly(
                        "{\"msg\":\"removed\",\"collection\":\"docs\",\"id\":\"d\"}", nosub("s1"), ready("\"s2\""));
    }

    @Test
    void whatTheEndedSay_isNotHeard() {
        List<Subscription> hand = new ArrayList<>();
        bench.publish("hand", subscription -> {
            hand.add(subscription);
            subscription.ready();
        });
        session = bench.connect();
        say(Bench.sub("s1", "hand", ""));
        hand.get(0).added("a", "1", Map.of());
        refresh(() -> {});
        bench.client.sent().clear();
        hand.get(0).added("a", "2", Map.of());
        hand.get(0).removed("a", "1");
        hand.get(0).ready();
        hand.get(0).onStop(() -> done.add("late"));
        hand.get(0).stop();
        hand.get(0).error(new IllegalStateException());
        bench.settle();

        assertThat(bench.client.sent()).isEmpty();
        assertThat(done).containsExactly("refreshed", "late");
    }

    @Test
    void publicationThatStillRuns_runsAgain() {
        publishOne();
        bench.publish("begun", subscription -> {
            subscription.unblock();
            if (done.isEmpty()) {
                done.add("began");
                subscription.added("a", "2", Map.of());
                refresh(() -> {});
                subscription.added("a", "3", Map.of());
                done.add("ended");
            }
            subscription.ready();
        });
        session = bench.connect();
        say(Bench.sub("s1", "begun", ""));

        assertThat(done).containsExactly("began", "refreshed", "ended");
        // The second of the document was cleared away from what was recorded.
        assertThat(bench.client.sent()).containsExactly(removed("2"), ready("\"s1\""));
        assertThat(session.session().subscriptions().ids()).containsExactly("s1");
    }

    @Test
    void several_areOneAfterTheOther() {
        publishEventful();
        session = bench.connect();
        say(Bench.sub("s1", "eventful", ""));

        assertThat(refresh(() -> {
                    if (done.size() == 1) {
                        session.session().subscriptions().rerun(() -> done.add("second"));
                        session.session().subscriptions().rerun(() -> done.add("third"));
                        bench.settle();
                    }
                }))
                .containsExactly(ready("\"s1\""), ready("\"s1\""), ready("\"s1\""));
        assertThat(done).containsSubsequence("stopped", "second", "stopped", "third", "stopped");
    }

    @Test
    void sessionThatClosesMeanwhile_endsOnce_andLeavesNoQuery() {
        bench.queries.established();
        bench.publishCategories("docs");
        publishEventful();
        session = bench.connect();
        say(Bench.sub("s1", "docs", "\"a\""));
        say(Bench.sub("s2", "eventful", ""));

        assertThat(refresh(() -> {
                    session.close(CloseCode.NORMAL, null);
                    bench.settle();
                }))
                .isEmpty();
        assertThat(done).containsExactly("stopped", "stopped");
        assertThat(session.session().subscriptions().isEmpty()).isTrue();
        assertThat(session.session().subscriptions().views()).isEmpty();
        while (bench.timer.count() > 0 && bench.live() > 0) {
            bench.timer.runOne();
        }
        assertThat(bench.live()).isZero();
        assertThat(bench.events).containsExactly("opened", "closed");
    }

    @Test
    void methodThatEndsMeanwhile_isUpdatedAfterTheDifference() {
        bench.queries.established();
        bench.publishCategories("docs");
        publishEventful();
        CompletableFuture<String> method = new CompletableFuture<>();
        Transaction[] transaction = new Transaction[1];
        bench.serve("write", true, (session, parameters) -> {
            transaction[0] = bench.database.begin();
            Published batch = new Published(transaction[0].number(), Set.of("Doc"), List.of());
            bench.fences.listener(bench.queries).publishing(batch);
            bench.database.commit(transaction[0], "d", "a");
            bench.fences.listener(bench.queries).completed(batch, Outcome.COMMITTED);
            return method;
        });
        session = bench.connect();
        say(Bench.sub("s1", "docs", "\"a\""));
        say(Bench.sub("s2", "eventful", ""));

        assertThat(refresh(() -> {
                    session.receive(Bench.call("m", "write"));
                    bench.settle();
                    method.complete("written");
                    bench.settle();
                }))
                .containsExactly(
                        "{\"msg\":\"result\",\"id\":\"m\",\"result\":\"written\"}",
                        "{\"msg\":\"added\",\"collection\":\"docs\",\"id\":\"d\","
                                + "\"fields\":{\"version\":1,\"category\":\"a\"}}",
                        ready("\"s1\",\"s2\""),
                        "{\"msg\":\"updated\",\"methods\":[\"m\"]}");
    }

    @Test
    void methodThatEndsBeforeItsQueriesAreKnown_andDoesNotKnowWhetherItHasCommitted_isUpdatedAfterItsDocuments() {
        bench.queries.established();
        bench.publishCategories("docs");
        publishEventful();
        CompletableFuture<String> method = new CompletableFuture<>();
        bench.serve("write", true, (session, parameters) -> {
            Transaction transaction = bench.database.begin();
            bench.fences
                    .listener(bench.queries)
                    .publishing(new Published(transaction.number(), Set.of("Doc"), List.of()));
            bench.database.commit(transaction, "d", "a");
            return method;
        });
        session = bench.connect();
        say(Bench.sub("s1", "eventful", ""));
        say(Bench.sub("s2", "docs", "\"a\""));
        say(Bench.call("m", "write"));

        assertThat(refresh(() -> method.complete("written")))
                .containsExactly(
                        "{\"msg\":\"result\",\"id\":\"m\",\"result\":\"written\"}",
                        ready("\"s1\",\"s2\""),
                        "{\"msg\":\"added\",\"collection\":\"docs\",\"id\":\"d\","
                                + "\"fields\":{\"version\":1,\"category\":\"a\"}}",
                        "{\"msg\":\"updated\",\"methods\":[\"m\"]}");
    }

    @Test
    void oldQueries_areLeftLast() {
        bench.queries.established();
        bench.publishCategories("docs");
        publishEventful();
        session = bench.connect();
        say(Bench.sub("s1", "docs", "\"a\""));
        say(Bench.sub("s2", "eventful", ""));
        List<LiveView> before = List.copyOf(session.session().subscriptions().views());
        int reads = bench.database.reads();
        refresh(() -> {
            bench.settle();
            // Nobody else wants it by now, and it is wanted again: without a time to linger it is kept by the old one.
            while (bench.timer.count() > 1) {
                bench.timer.runOne();
            }
        });

        assertThat(session.session().subscriptions().views()).hasSize(1).doesNotContainAnyElementsOf(before);
        assertThat(bench.database.reads()).isEqualTo(reads);
    }

    @Test
    void manySubscriptions_runSomeAtATime() {
        int[] running = new int[2];
        bench.publish("slow", subscription -> {
            running[0]++;
            running[1] = Math.max(running[1], running[0]);
            bench.workers.runOne();
            running[0]--;
            subscription.ready();
        });
        session = bench.connect();
        for (int i = 0; i < 6; i++) {
            say(Bench.sub("s" + i, "slow", ""));
        }
        running[1] = 0;

        assertThat(refresh(() -> {})).hasSize(1);
        assertThat(running[1]).isEqualTo(bench.limits.unblocked());
    }
}

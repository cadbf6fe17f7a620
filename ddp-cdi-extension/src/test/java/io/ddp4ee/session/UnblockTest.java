package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.ddp4ee.DdpSession;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.Subscription;
import io.ddp4ee.publication.Production;
import io.ddp4ee.publication.PublicationDefinition;
import io.ddp4ee.random.RandomSource;
import io.ddp4ee.security.Access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** The messages of a session follow each other, unless a call lets the next go on. */
@SuppressWarnings("FutureReturnValueIgnored") // The session is who waits for it.
class UnblockTest {

    private final Bench bench = new Bench();
    private final List<CompletableFuture<String>> slow = new ArrayList<>();

    private static String updated(String id) {
        return "{\"msg\":\"updated\",\"methods\":[\"" + id + "\"]}";
    }

    private static String result(String id, String value) {
        return "{\"msg\":\"result\",\"id\":\"" + id + "\",\"result\":\"" + value + "\"}";
    }

    private static String ready(String id) {
        return "{\"msg\":\"ready\",\"subs\":[\"" + id + "\"]}";
    }

    /** A method that ends when the test says so. */
    private void serveSlow(boolean unblocks) {
        bench.serve("slow", false, (session, parameters) -> {
            if (unblocks) {
                session.unblock();
                session.unblock();
            }
            slow.add(new CompletableFuture<>());
            return slow.get(slow.size() - 1);
        });
        bench.serve("quick", false, (session, parameters) -> "quick");
    }

    @Test
    void methodThatDoesNotUnblock_isWaitedFor() {
        serveSlow(false);
        Link session = bench.connect();
        session.receive(Bench.call("m1", "slow"));
        session.receive(Bench.call("m2", "quick"));
        bench.settle();
        assertThat(bench.client.sent()).isEmpty();

        slow.get(0).complete("slow");
        bench.settle();
        assertThat(bench.client.sent())
                .containsExactly(updated("m1"), result("m1", "slow"), updated("m2"), result("m2", "quick"));
    }

    @Test
    void methodThatUnblocks_isAnsweredAfterTheNext() {
        serveSlow(true);
        Link session = bench.connect();
        session.receive(Bench.call("m1", "slow"));
        session.receive(Bench.call("m2", "quick"));
        bench.settle();
        slow.get(0).complete("slow");
        bench.settle();

        assertThat(bench.client.sent())
                .containsExactly(updated("m2"), result("m2", "quick"), updated("m1"), result("m1", "slow"));
    }

    @Test
    void nextMessage_isHandledWhileTheMethodStillRuns_andOnlyOne() {
        bench.serve("asking", false, (session, parameters) -> {
            session.unblock();
            bench.settle();
            session.unblock();
            bench.settle();
            return "asking";
        });
        serveSlow(false);
        Link session = bench.connect();
        session.receive(Bench.call("m1", "asking"));
        session.receive(Bench.call("m2", "slow"));
        session.receive(Bench.call("m3", "quick"));
        bench.settle();
        assertThat(bench.client.sent()).containsExactly(updated("m1"), result("m1", "asking"));

        slow.get(0).complete("slow");
        bench.settle();
        assertThat(bench.client.sent())
                .endsWith(updated("m2"), result("m2", "slow"), updated("m3"), result("m3", "quick"));
    }

    @Test
    void methodsThatUnblock_beyondTheLimit_holdUpTheSession() {
        serveSlow(true);
        Link session = bench.connect();
        for (int i = 0; i < 5; i++) {
            session.receive(Bench.call("m" + i, "slow"));
        }
        bench.settle();
        assertThat(slow).hasSize(3);

        slow.get(2).complete("slow");
        bench.settle();
        assertThat(slow).hasSize(4);
        slow.get(0).complete("slow");
        slow.get(3).complete("slow");
        bench.settle();
        assertThat(slow).hasSize(5);
    }

    @Test
    void observers_haveNothingToUnblock() {
        assertThatIllegalStateException()
                .isThrownBy(() -> bench.connect().session().handle().unblock())
                .withMessageContaining("unblock()");
    }

    @Test
    void publication_isWaitedForUntilItIsReady() {
        publishSlow(false, false);
        Link session = bench.connect();
        session.receive(Bench.sub("s1", "docs", ""));
        session.receive(Bench.call("m1", "quick"));
        bench.settle();

        assertThat(bench.client.sent()).containsExactly(ready("s1"), updated("m1"), result("m1", "quick"));
    }

    @Test
    void publicationThatUnblocks_isReadyAfterTheMethod() {
        publishSlow(true, false);
        assertReadyComesAfterTheMethod();
    }

    @Test
    void publicationThatIsDeclaredToUnblock_isReadyAfterTheMethod() {
        publishSlow(false, true);
        assertReadyComesAfterTheMethod();
    }

    private void assertReadyComesAfterTheMethod() {
        Link session = bench.connect();
        session.receive(Bench.sub("s1", "docs", ""));
        session.receive(Bench.call("m1", "quick"));
        while (bench.workers.runOne()) {
            // Nothing is read.
        }
        assertThat(bench.client.sent()).containsExactly(updated("m1"), result("m1", "quick"));

        bench.settle();
        assertThat(bench.client.sent()).hasSize(3).endsWith(ready("s1"));
    }

    /** Has to read something first. */
    private void publishSlow(boolean unblocks, boolean isDeclared) {
        bench.queries.established();
        bench.serve("quick", false, (session, parameters) -> "quick");
        bench.publications.put(
                "docs",
                new PublicationDefinition(
                        "docs", false, isDeclared, "here", Access.EVERYBODY, (session, parameters) -> {
                            if (unblocks) {
                                session.unblock();
                            }
                            return new Production(List.of(LiveQuery.of(Object.class)), List.of(), () -> {});
                        }));
    }

    @Test
    void handlerThatUnblocks_isUnsubscribedMeanwhile_andNotHeardAnyMore() {
        List<String> ran = new ArrayList<>();
        bench.publish("hand", subscription -> {
            subscription.unblock();
            subscription.onStop(() -> ran.add("stopped"));
            bench.settle();
            ran.add("went on");
            subscription.added("a", "1", Map.of());
            subscription.ready();
        });
        Link session = bench.connect();
        session.receive(Bench.sub("s1", "hand", ""));
        session.receive("{\"msg\":\"unsub\",\"id\":\"s1\"}");
        bench.settle();

        assertThat(bench.client.sent()).containsExactly("{\"msg\":\"nosub\",\"id\":\"s1\"}");
        assertThat(ran).containsExactly("stopped", "went on");
    }

    @Test
    void handlerThatDoesNotUnblock_isUnsubscribedAfterwards() {
        bench.publish("hand", subscription -> {
            bench.settle();
            subscription.added("a", "1", Map.of());
            subscription.ready();
        });
        Link session = bench.connect();
        session.receive(Bench.sub("s1", "hand", ""));
        session.receive("{\"msg\":\"unsub\",\"id\":\"s1\"}");
        bench.settle();

        assertThat(bench.client.sent())
                .containsExactly(
                        "{\"msg\":\"added\",\"collection\":\"a\",\"id\":\"1\"}",
                        ready("s1"),
                        "{\"msg\":\"removed\",\"collection\":\"a\",\"id\":\"1\"}",
                        "{\"msg\":\"nosub\",\"id\":\"s1\"}");
    }

    @Test
    void subscriptionsThatUnblock_leaveRoomForOthersWhenTheyHaveBegun() {
        List<Subscription> begun = new ArrayList<>();
        bench.publish("hand", subscription -> {
            subscription.unblock();
            begun.add(subscription);
        });
        serveSlow(true);
        Link session = bench.connect();
        for (int i = 0; i < 5; i++) {
            session.receive(Bench.sub("s" + i, "hand", ""));
        }
        bench.settle();
        session.receive(Bench.call("m1", "slow"));
        session.receive(Bench.call("m2", "quick"));
        bench.settle();

        assertThat(begun).hasSize(5);
        assertThat(bench.client.sent()).containsExactly(updated("m2"), result("m2", "quick"));
    }

    @Test
    void callsOfOneSession_areOneSession_withRandomNumbersOfTheirOwn() {
        List<DdpSession> sessions = new ArrayList<>();
        List<String> drawn = new ArrayList<>();
        bench.serve("draw", false, (session, parameters) -> {
            sessions.add(session);
            drawn.add(((RandomSource) session).random().named("/collection/foo").id());
            return null;
        });
        Link session = bench.connect();
        String seeded = Bench.call("m1", "draw").replace("}", ",\"randomSeed\":\"f2e1d3c4b5a6978812ab\"}");
        session.receive(seeded);
        session.receive(seeded);
        session.receive(Bench.call("m1", "draw"));
        session.receive(Bench.call("m2", "draw"));
        bench.settle();

        assertThat(drawn.subList(0, 2)).containsOnly("muPRj3jXXGejbFWwn");
        assertThat(drawn.subList(1, 4)).doesNotHaveDuplicates();
        assertThat(sessions.get(0))
                .isEqualTo(sessions.get(1))
                .hasSameHashCodeAs(sessions.get(1))
                .isEqualTo(session.session().handle());
        assertThat(session.session().handle()).isEqualTo(sessions.get(0));
    }
}

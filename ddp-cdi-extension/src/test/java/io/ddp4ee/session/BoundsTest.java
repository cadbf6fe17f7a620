package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What one client may cost, and what is never held against it. */
class BoundsTest {

    private static final int MANY = 50;

    private final Bench bench = new Bench();
    private final List<CompletableFuture<String>> calls = new ArrayList<>();

    @BeforeEach
    void bound() {
        bench.limits = new SessionLimits(
                5, 1000, 2, 1000, 3, bench.limits.sendTimeout(), bench.limits.heartbeat(), Bench.NO_RESUMPTION);
        bench.serve("slow", false, (session, parameters) -> slow());
        bench.serve("hello", false, (session, parameters) -> "hello");
    }

    private CompletionStage<String> slow() {
        CompletableFuture<String> call = new CompletableFuture<>();
        calls.add(call);
        return call;
    }

    private static void say(Link session, String text) {
        session.session().locked(() -> session.session().enqueue(Bench.message(text)));
    }

    @Test
    void clientThatReads_mayBeSentAnyNumberOfMessages() {
        Link session = bench.connect();

        for (int i = 0; i < MANY; i++) {
            say(session, "x".repeat(500));
        }

        assertThat(session.session().isClosed()).isFalse();
        assertThat(bench.client.sent()).hasSize(MANY);
    }

    @Test
    void oneDecision_isTakenInWholeHoweverMuchItSays() {
        Link session = bench.connect();
        bench.client.stopReading();

        session.session().locked(() -> {
            for (int i = 0; i < MANY; i++) {
                say(session, "x".repeat(500));
            }
        });

        assertThat(session.session().isClosed()).isFalse();
    }

    @Test
    void sendThatFails_endsTheSession() {
        Link session = bench.connect();
        bench.client.fail(new IllegalStateException("The connection is broken"));

        say(session, "hello");

        assertThat(session.session().isClosed()).isTrue();
    }

    /** Of a close that the application does not ask for. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                CloseCode.NORMAL,
                CloseCode.GOING_AWAY,
                CloseCode.POLICY,
                CloseCode.TOO_BIG,
                CloseCode.TRY_AGAIN_LATER
            })
    void whatWaitsWhenTheServerEndsTheSession_isNotSent(int code) {
        Link session = bench.connect();
        bench.client.stopReading();
        say(session, "in flight");
        say(session, "waits");

        session.close(code, null);
        assertThat(bench.client.closings()).containsExactly(code);
        say(session, "too late");
        bench.client.readAgain();
        bench.settle();

        assertThat(bench.client.sent()).containsExactly("in flight");
    }

    @Test
    void tooManyMessages_endTheSession() {
        Link session = bench.connect();
        for (int i = 0; i < 6; i++) {
            session.receive(Bench.call("m" + i, "slow"));
            bench.settle();
        }
        assertThat(session.session().isClosed()).isFalse();

        session.receive(Bench.call("m6", "slow"));

        assertThat(session.session().isClosed()).isTrue();
    }

    @Test
    void messagesThatAreHandled_mayBeAnyNumber() {
        Link session = bench.connect();
        for (int i = 0; i < MANY; i++) {
            session.receive(Bench.call("first" + i + "x".repeat(300), "hello"));
            session.receive(Bench.call("second" + i + "x".repeat(300), "hello"));
            bench.settle();
        }

        assertThat(session.session().isClosed()).isFalse();
    }

    @Test
    void whatWaitsToBeHandledWhenTheSessionEnds_isNotHandled() {
        Link session = bench.connect();
        session.receive(Bench.call("m1", "slow"));
        session.receive(Bench.call("m2", "slow"));
        bench.settle();

        session.close(CloseCode.NORMAL, null);
        session.receive(Bench.call("m3", "slow"));
        calls.get(0).complete("done");
        bench.settle();

        assertThat(calls).hasSize(1);
    }

    @Test
    void tooManySubscriptions_areRefused() {
        bench.queries.established();
        bench.publishCategories("docs");
        Link session = bench.connect();
        for (int i = 0; i < 4; i++) {
            session.receive(Bench.sub("s" + i, "docs", ""));
            bench.settle();
        }

        assertThat(bench.client.sent())
                .filteredOn(message -> message.contains("too-many-subscriptions"))
                .singleElement()
                .asString()
                .contains("\"s3\"");
    }

    @Test
    void subscriptionsOfASessionThatHasEnded_leaveTheirQueries() {
        bench.queries.established();
        bench.publishCategories("docs");
        Link session = bench.connect();
        session.receive(Bench.sub("s", "docs", "\"a\""));
        bench.settle();

        session.close(CloseCode.NORMAL, null);
        bench.settle();
        while (bench.timer.runOne()) {
            bench.settle();
            if (bench.live() == 0) {
                break;
            }
        }

        assertThat(bench.live()).isZero();
    }
}

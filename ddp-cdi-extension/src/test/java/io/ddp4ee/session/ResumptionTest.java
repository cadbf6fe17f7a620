package io.ddp4ee.session;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A client that has lost its connection goes on on another as if nothing had happened. */
@SuppressWarnings("FutureReturnValueIgnored") // The session is who waits for it.
class ResumptionTest extends Roaming {

    @Test
    void whatWasSentMeanwhile_followsInOrder_underTheSameId() {
        begin();
        send(Bench.sub("s1", "hand", ""));
        String session = session();
        lose();
        add(1);
        add(2);
        comeBack(session, 2);
        add(3);

        assertThat(sent()).containsExactly(connected(session), added(1), added(2), added(3));
        assertThat(bench.events).containsExactly("opened");
        assertThat(sessions.count()).isOne();
    }

    @Test
    void whatTheLostConnectionTookWithIt_isSentAgain() {
        begin();
        send(Bench.sub("s1", "hand", ""));
        add(1);
        add(2);
        String session = session();
        lose();
        add(3);
        comeBack(session, 3);

        assertThat(sent()).containsExactly(connected(session), added(2), added(3));
    }

    @Test
    void messageInFlight_andThoseBehindIt_areSentAgain() {
        begin();
        send(Bench.sub("s1", "hand", ""));
        String session = session();
        connection.stopReading();
        add(1);
        add(2);
        RecordingConnection dead = connection;
        lose();
        comeBack(session, 2);
        dead.readAgain();
        bench.settle();
        add(3);

        assertThat(sent()).containsExactly(connected(session), added(1), added(2), added(3));
        assertThat(dead.sent()).doesNotContain(added(2));
    }

    @Test
    void clientThatIsLostAgainAndAgain_countsOn() {
        begin();
        send(Bench.sub("s1", "hand", ""));
        String session = session();
        int received = 2;
        for (int i = 0; i < 10; i++) {
            lose();
            add(i);
            comeBack(session, received);
            assertThat(sent()).containsExactly(connected(session), added(i));
            received += 2;
        }
    }

    @Test
    void connectedThatDidNotArrive_isNotSentAgain() {
        begin();
        send(Bench.sub("s1", "hand", ""));
        String session = session();
        lose();
        add(1);
        comeBack(session, 2);
        lose();
        // It has received nothing on the second connection.
        comeBack(session, 2);

        assertThat(sent()).containsExactly(connected(session), added(1));
        lose();
        comeBack(session, 4);
        assertThat(sent()).containsExactly(connected(session));
    }

    @Test
    void moreWasLostThanIsKept_newSession_andTheOldOneEnds() {
        begin();
        send(Bench.sub("s1", "hand", ""));
        for (int i = 0; i < 5; i++) {
            add(i);
        }
        String session = session();
        lose();
        comeBack(session, 2);

        assertThat(session()).isNotEqualTo(session);
        assertThat(bench.events).containsExactlyInAnyOrder("opened", "closed", "opened");
        assertThat(sessions.count()).isOne();
    }

    @Test
    void countThatCannotBe_newSession() {
        for (String count : List.of("99", "0", "-1", "null", "\"2\"", "1.5", "1e99")) {
            begin();
            String session = session();
            lose();
            open(Bench.HANDSHAKE);
            link.receive("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"],\"session\":\"" + session
                    + "\",\"receivedCount\":" + count + "}");
            bench.settle();
            assertThat(session()).as(count).isNotEqualTo(session);
            link.close(CloseCode.NORMAL, null);
            bench.settle();
        }
        assertThat(sessions.count()).isZero();
    }

    @Test
    void olderClient_thatCountsNothing_newSession() {
        begin();
        String session = session();
        lose();
        open(Bench.HANDSHAKE);
        send("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"],\"session\":\"" + session + "\"}");

        assertThat(session()).isNotEqualTo(session);
    }

    @Test
    void methodsAndSubscriptionsThatAreSentAgain_areNotRunAgain() {
        AtomicInteger runs = new AtomicInteger();
        CompletableFuture<Object> slow = new CompletableFuture<>();
        bench.serve("slow", false, (session, parameters) -> {
            runs.incrementAndGet();
            return slow;
        });
        bench.serve("quick", false, (session, parameters) -> runs.incrementAndGet());
        begin();
        send(Bench.call("m1", "quick"));
        send(Bench.sub("s1", "hand", ""));
        send(Bench.call("m2", "slow"));
        send(Bench.call("m3", "quick"));
        String session = session();
        lose();
        // Received: connected. Lost: updated and result of m1, ready.
        comeBack(session, 1);
        send(Bench.call("m1", "quick"));
        send(Bench.call("m2", "slow"));
        send(Bench.call("m3", "quick"));
        send(Bench.sub("s1", "hand", ""));
        slow.complete("done");
        bench.settle();

        assertThat(runs).hasValue(3);
        assertThat(sent())
                .containsExactly(
                        connected(session),
                        "{\"msg\":\"updated\",\"methods\":[\"m1\"]}",
                        "{\"msg\":\"result\",\"id\":\"m1\",\"result\":1}",
                        "{\"msg\":\"ready\",\"subs\":[\"s1\"]}",
                        "{\"msg\":\"updated\",\"methods\":[\"m2\"]}",
                        "{\"msg\":\"result\",\"id\":\"m2\",\"result\":\"done\"}",
                        "{\"msg\":\"updated\",\"methods\":[\"m3\"]}",
                        "{\"msg\":\"result\",\"id\":\"m3\",\"result\":3}");
    }

    @Test
    void idOfACallThatIsUsedAgain_isRun() {
        AtomicInteger runs = new AtomicInteger();
        bench.serve("quick", false, (session, parameters) -> runs.incrementAndGet());
        begin();
        send(Bench.call("m1", "quick"));
        send(Bench.call("m1", "quick"));
        assertThat(runs).hasValue(2);
        String session = session();
        lose();
        comeBack(session, 4);
        send(Bench.call("m1", "quick"));
        // What it has not received of this session is known to be answered; the second is a new call.
        send(Bench.call("m1", "quick"));
        assertThat(runs).hasValue(3);
    }

    @Test
    void subscriptionThatHasEndedMeanwhile_isNotBegunAgain() {
        begin();
        send(Bench.sub("s1", "hand", ""));
        String session = session();
        lose();
        hand[0].stop();
        bench.settle();
        comeBack(session, 2);
        send(Bench.sub("s1", "hand", ""));

        assertThat(sent()).containsExactly(connected(session), "{\"msg\":\"nosub\",\"id\":\"s1\"}");
    }

    @Test
    void heartbeats_areNotCounted_norSentAgain() {
        begin();
        send("{\"msg\":\"ping\"}");
        send(Bench.sub("s1", "hand", ""));
        send("{\"msg\":\"ping\"}");
        String session = session();
        lose();
        comeBack(session, 2);

        assertThat(sent()).containsExactly(connected(session));
    }

    @Test
    void messagesThatWaitToBeHandled_areHandledMeanwhile() {
        bench.publishCategories("docs");
        bench.serve("hello", false, (session, parameters) -> "hello");
        begin();
        connection.stopReading();
        link.receive(Bench.sub("s1", "hand", ""));
        link.receive(Bench.call("m1", "hello"));
        bench.settle();
        String session = session();
        lose();
        comeBack(session, 1);

        assertThat(sent())
                .containsExactly(
                        connected(session),
                        "{\"msg\":\"ready\",\"subs\":[\"s1\"]}",
                        "{\"msg\":\"updated\",\"methods\":[\"m1\"]}",
                        "{\"msg\":\"result\",\"id\":\"m1\",\"result\":\"hello\"}");
    }

    @Test
    void connectedThatWasNotEvenSent_isNotSentWithTheNext() {
        begin();
        String session = session();
        lose();
        open(Bench.HANDSHAKE);
        connection.stopReading();
        // Answered with an error, which is in flight from here on.
        link.receive("{\"msg\":\"ping\"}");
        link.receive(returning("1", session, 1));
        bench.settle();
        lose();
        comeBack(session, 1);

        assertThat(sent()).containsExactly(connected(session));
    }

    @Test
    void subscriptionThatIsEndedInsteadOfAskedForAgain_canBeBegunAgain() {
        begin();
        send(Bench.sub("s1", "hand", ""));
        String session = session();
        lose();
        comeBack(session, 2);
        send("{\"msg\":\"unsub\",\"id\":\"s1\"}");
        send(Bench.sub("s1", "hand", ""));

        assertThat(sent())
                .containsExactly(
                        connected(session),
                        "{\"msg\":\"nosub\",\"id\":\"s1\"}",
                        "{\"msg\":\"ready\",\"subs\":[\"s1\"]}");
    }

    @Test
    void nothingIsKept_onlyWhoHasReceivedAllGoesOn() {
        resumption(new Resumption(GRACE, 0, 0, 10_000));
        begin();
        send(Bench.sub("s1", "hand", ""));
        String session = session();
        lose();
        comeBack(session, 2);
        assertThat(sent()).containsExactly(connected(session));

        lose();
        comeBack(session, 2);
        assertThat(session()).isNotEqualTo(session);
    }

    /** The application may show it to others. */
    @Test
    void idThatTheApplicationKnows_isNotWhatASessionIsGoneOnWithBy() {
        begin();
        String id = link.session().handle().id();
        assertThat(id).isNotEqualTo(session());
        lose();
        comeBack(id, 1);

        assertThat(session()).isNotEqualTo(id);
        assertThat(bench.events).containsExactly("opened", "opened");
    }

    @Test
    void clientThatKnowsNoHeartbeats_goesOnToo() {
        open(Bench.HANDSHAKE);
        send("{\"msg\":\"connect\",\"version\":\"pre1\",\"support\":[\"pre1\"]}");
        send(Bench.sub("s1", "hand", ""));
        String session = session();
        lose();
        add(1);
        open(Bench.HANDSHAKE);
        send(returning("pre1", session, 2));
        send("{\"msg\":\"pong\"}");

        assertThat(sent())
                .containsExactly(
                        connected(session),
                        added(1),
                        "{\"msg\":\"error\",\"reason\":\"Bad request\",\"offendingMessage\":{\"msg\":\"pong\"}}");
    }

    /** It cannot be asked whether it is there. */
    @Test
    void sessionOfAClientThatKnowsNoHeartbeats_isNotWaitedFor() {
        open(Bench.HANDSHAKE);
        send("{\"msg\":\"connect\",\"version\":\"pre1\",\"support\":[\"pre1\"]}");
        String session = session();
        open(Bench.HANDSHAKE);
        send(returning("pre1", session, 1));

        assertThat(session()).isNotEqualTo(session);
        assertThat(sessions.count()).isEqualTo(2);
    }
}

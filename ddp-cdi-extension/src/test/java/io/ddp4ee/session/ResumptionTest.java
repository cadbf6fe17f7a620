package io.ddp4ee.session;

import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ddp4ee.Subscription;
import io.ddp4ee.method.MethodDefinition;

import static org.assertj.core.api.Assertions.assertThat;

/** A client that has lost its connection goes on on another as if nothing had happened. */
@SuppressWarnings("FutureReturnValueIgnored") // The session is who waits for it.
class ResumptionTest {

    private static final Duration GRACE = Duration.ofSeconds(14);

    private final Bench bench = new Bench();
    private final Subscription[] hand = new Subscription[1];
    private Sessions sessions;

    /** The connection that the client has, and had. */
    private RecordingConnection connection = new RecordingConnection();

    private Link link;

    @BeforeEach
    void serve() {
        bench.limits = new SessionLimits(
                1000,
                100_000,
                2,
                1_000_000,
                1000,
                Duration.ofHours(1),
                Duration.ZERO,
                new Resumption(GRACE, 5, 4, 10_000));
        bench.publish("hand", subscription -> {
            hand[0] = subscription;
            subscription.ready();
        });
    }

    private void open(Handshake handshake) {
        sessions = sessions == null ? bench.sessions() : sessions;
        connection = new RecordingConnection();
        link = sessions.open(connection, handshake);
    }

    private void begin() {
        open(Bench.HANDSHAKE);
        link.receive("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}");
        bench.settle();
    }

    private void comeBack(String session, int received) {
        comeBack(Bench.HANDSHAKE, session, received);
    }

    private void comeBack(Handshake handshake, String session, int received) {
        open(handshake);
        link.receive("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"],\"session\":\"" + session
                + "\",\"receivedCount\":" + received + "}");
        bench.settle();
    }

    private void lose() {
        link.lost();
        bench.settle();
    }

    private void send(String message) {
        link.receive(message);
        bench.settle();
    }

    private List<String> sent() {
        return connection.sent();
    }

    private String session() {
        return sent().get(0).replaceAll(".*\"session\":\"([^\"]*)\".*", "$1");
    }

    private static String connected(String session) {
        return "{\"msg\":\"connected\",\"session\":\"" + session + "\"}";
    }

    private void add(int number) {
        hand[0].added("a", String.valueOf(number), Map.of());
        bench.settle();
    }

    private static String added(int number) {
        return "{\"msg\":\"added\",\"collection\":\"a\",\"id\":\"" + number + "\"}";
    }

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
        for (String count : List.of("99", "-1", "null", "\"2\"", "1.5", "1e99")) {
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
    void sessionThatHasItsConnectionStill_newSession_andTheOldOneStays() {
        begin();
        String session = session();
        RecordingConnection first = connection;
        Link firstLink = link;
        comeBack(session, 1);
        assertThat(first.sent()).endsWith("{\"msg\":\"ping\"}");
        assertThat(sent()).isEmpty();

        firstLink.receive("{\"msg\":\"pong\"}");
        bench.settle();
        assertThat(session()).isNotEqualTo(session);
        assertThat(sessions.count()).isEqualTo(2);
        firstLink.receive("{\"msg\":\"ping\"}");
        bench.settle();
        assertThat(first.sent()).endsWith("{\"msg\":\"pong\"}");
        bench.passPatience();
        assertThat(sent()).hasSize(1);
    }

    @Test
    void connectionOfWhichNothingIsHeard_newSession_andTheOldOneStays() {
        begin();
        String session = session();
        comeBack(session, 1);
        bench.passPatience();
        assertThat(session()).isNotEqualTo(session);
        assertThat(sessions.count()).isEqualTo(2);
    }

    @Test
    void clientThatIsBackBeforeItsLossIsKnown_goesOn_andWhatItHasSaidFollows() {
        bench.serve("m", false, (caller, parameters) -> {
            bench.events.add("m");
            return MethodDefinition.NOTHING;
        });
        begin();
        String session = session();
        Link lost = link;
        comeBack(session, 1);
        send(Bench.call("1", "m"));
        send("{\"msg\":\"ping\",\"id\":\"p\"}");
        assertThat(sent()).isEmpty();

        lost.lost();
        bench.settle();
        assertThat(sent())
                .containsExactly(
                        connected(session),
                        "{\"msg\":\"pong\",\"id\":\"p\"}",
                        "{\"msg\":\"updated\",\"methods\":[\"1\"]}",
                        "{\"msg\":\"result\",\"id\":\"1\"}");
        assertThat(bench.events).containsExactly("opened", "m");
        assertThat(sessions.count()).isEqualTo(1);
    }

    @Test
    void whatWasOnItsWayWhenTheConnectionWasLost_isNoSignOfLife() {
        bench.serve("m", false, (caller, parameters) -> MethodDefinition.NOTHING);
        begin();
        String session = session();
        Link lost = link;
        comeBack(session, 1);
        lost.receive(Bench.call("1", "m"));
        bench.settle();
        assertThat(sent()).isEmpty();

        lost.lost();
        bench.settle();
        assertThat(sent())
                .containsExactly(
                        connected(session),
                        "{\"msg\":\"updated\",\"methods\":[\"1\"]}",
                        "{\"msg\":\"result\",\"id\":\"1\"}");
    }

    @Test
    void whatComesFromALostConnectionWhenAnotherHasFollowed_isNotHandledASecondTime() {
        bench.serve("m", false, (caller, parameters) -> {
            bench.events.add("m");
            return MethodDefinition.NOTHING;
        });
        begin();
        String session = session();
        Link lost = link;
        lose();
        comeBack(session, 1);
        send(Bench.call("1", "m"));
        lost.receive(Bench.call("1", "m"));
        lost.receive("{\"msg\":\"disconnect\"}");
        bench.settle();

        assertThat(bench.events).containsExactly("opened", "m");
        lose();
        assertThat(sessions.count()).isEqualTo(1);
    }

    @Test
    void clientThatIsGoneAgainBeforeItsLossIsKnown_isWaitedFor() {
        begin();
        String session = session();
        Link lost = link;
        comeBack(session, 1);
        lose();
        lost.lost();
        bench.settle();
        assertThat(sessions.count()).isEqualTo(1);

        comeBack(session, 1);
        assertThat(session()).isEqualTo(session);
    }

    @Test
    void clientThatSaysTooMuchBeforeItsLossIsKnown_isClosed() {
        begin();
        comeBack(session(), 1);
        for (int i = 0; i <= 1000; i++) {
            link.receive("{\"msg\":\"ping\"}");
        }
        bench.settle();
        assertThat(connection.closings()).containsExactly(CloseCode.POLICY);
    }

    @Test
    void nobodyComesBack_ends() {
        begin();
        send(Bench.sub("s1", "hand", ""));
        hand[0].onStop(() -> bench.events.add("stopped"));
        String session = session();
        lose();
        assertThat(bench.events).containsExactly("opened");

        bench.passGrace();
        assertThat(bench.events).containsExactly("opened", "stopped", "closed");
        assertThat(sessions.count()).isZero();
        comeBack(session, 2);
        assertThat(session()).isNotEqualTo(session);
    }

    @Test
    void timeOfAnEarlierAbsence_doesNotEndALaterOne() {
        begin();
        String session = session();
        lose();
        comeBack(session, 1);
        lose();
        bench.passGrace();
        assertThat(sessions.count()).isOne();

        bench.passGrace();
        assertThat(sessions.count()).isZero();
    }

    @Test
    void disconnect_theEndIsMeant_andNotAnswered() {
        begin();
        String session = session();
        send("{\"msg\":\"disconnect\"}");
        assertThat(sent()).hasSize(1);
        lose();

        assertThat(bench.events).containsExactly("opened", "closed");
        comeBack(session, 1);
        assertThat(session()).isNotEqualTo(session);
    }

    @Test
    void closedByTheServer_cannotBeResumed_alsoWhileItsClientIsAway() {
        begin();
        String session = session();
        link.session().handle().close();
        lose();
        comeBack(session, 1);
        assertThat(session()).isNotEqualTo(session);

        String second = session();
        Session away = link.session();
        lose();
        away.handle().close();
        comeBack(second, 1);
        assertThat(session()).isNotEqualTo(second);
    }

    @Test
    void moreWaitsThanMay_ends() {
        begin();
        send(Bench.sub("s1", "hand", ""));
        String session = session();
        lose();
        for (int i = 0; i < 6; i++) {
            add(i);
        }

        assertThat(sessions.count()).isZero();
        comeBack(session, 2);
        assertThat(session()).isNotEqualTo(session);
    }

    @Test
    void anotherUser_doesNotGoOnWithTheSession() {
        begin();
        String session = session();
        lose();
        Principal clerk = () -> "clerk";
        comeBack(new Handshake(Bench.HANDSHAKE.requestUri(), Map.of(), "", clerk, Set.of()), session, 1);
        assertThat(session()).isNotEqualTo(session);
        assertThat(sessions.count()).isOne();
    }

    private void serveLogin() {
        bench.serve("login", false, (session, parameters) -> {
            session.setUserId("user");
            return null;
        });
        bench.serve("who", false, (session, parameters) -> session.userId());
    }

    @Test
    void userThatHasLoggedIn_isStillLoggedIn() {
        serveLogin();
        begin();
        send(Bench.call("m1", "login"));
        String session = session();
        lose();
        comeBack(session, 3);
        send(Bench.call("m2", "who"));

        assertThat(sent())
                .startsWith(connected(session))
                .endsWith("{\"msg\":\"result\",\"id\":\"m2\",\"result\":\"user\"}");
    }

    @Test
    void userThatLogsInMeanwhile_isLoggedIn_andTheDifferenceWaits() {
        serveLogin();
        bench.publish("who", subscription -> {
            subscription.added("a", String.valueOf(subscription.userId()), Map.of());
            subscription.ready();
        });
        begin();
        send(Bench.sub("s1", "who", ""));
        String session = session();
        link.receive(Bench.call("m1", "login"));
        lose();
        comeBack(session, 3);

        assertThat(sent())
                .containsExactly(
                        connected(session),
                        "{\"msg\":\"removed\",\"collection\":\"a\",\"id\":\"null\"}",
                        "{\"msg\":\"added\",\"collection\":\"a\",\"id\":\"user\"}",
                        "{\"msg\":\"ready\",\"subs\":[\"s1\"]}",
                        "{\"msg\":\"updated\",\"methods\":[\"m1\"]}",
                        "{\"msg\":\"result\",\"id\":\"m1\",\"result\":null}");
    }

    @Test
    void containersUserThatComesBack_doesNotReplaceTheOneThatHasLoggedIn_andIsComparedWithItself() {
        serveLogin();
        Handshake clerk = new Handshake(Bench.HANDSHAKE.requestUri(), Map.of(), "", () -> "clerk", Set.of("clerk"));
        open(clerk);
        link.receive("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}");
        bench.settle();
        send(Bench.call("m1", "login"));
        String session = session();
        lose();
        comeBack(clerk, session, 3);
        assertThat(session()).isEqualTo(session);
        assertThat(link.session().handle().userId()).isEqualTo("user");
        assertThat(link.session().handle().isUserInRole("clerk")).isFalse();

        lose();
        comeBack(new Handshake(Bench.HANDSHAKE.requestUri(), Map.of(), "", () -> "user", Set.of()), session, 4);
        assertThat(session()).isNotEqualTo(session);
    }

    @Test
    void sessionIsSeenWhereItsClientIs() {
        begin();
        String session = session();
        lose();
        comeBack(new Handshake(Bench.HANDSHAKE.requestUri(), Map.of(), "elsewhere", null, Set.of()), session, 1);
        assertThat(link.session().handle().clientAddress()).isEqualTo("elsewhere");
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
    void connectionThatFailsToSend_isClosed_andWaitedForAsIfLost() {
        begin();
        send(Bench.sub("s1", "hand", ""));
        String session = session();
        RecordingConnection broken = connection;
        broken.fail(new IllegalStateException("broken"));
        add(1);
        assertThat(broken.closings()).hasSize(1);
        lose();
        comeBack(session, 2);

        assertThat(sent()).containsExactly(connected(session), added(1));
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
    void applicationThatStops_endsThoseWhoAreAway() {
        begin();
        lose();
        sessions.close();
        bench.settle();
        assertThat(bench.events).containsExactly("opened", "closed");
        assertThat(sessions.count()).isZero();
    }
}

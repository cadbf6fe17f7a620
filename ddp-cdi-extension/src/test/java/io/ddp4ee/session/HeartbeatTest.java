package io.ddp4ee.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@SuppressWarnings("FutureReturnValueIgnored") // The session is who waits for it.
class HeartbeatTest {

    private static final String PING = "{\"msg\":\"ping\"}";
    private static final String PONG = "{\"msg\":\"pong\"}";

    private final Bench bench = new Bench();

    private void heartbeat(Duration interval, Duration sendTimeout) {
        bench.limits = new SessionLimits(1000, 1000, 2, 1_000_000, 1000, sendTimeout, interval, Bench.NO_RESUMPTION);
    }

    @Test
    void deadPeer_isAskedOnceAndGoesWithinThreeIntervals() {
        heartbeat(Duration.ofSeconds(15), Duration.ofSeconds(30));
        Link session = bench.connect();

        bench.passRound();
        assertThat(bench.client.sent()).containsExactly(PING);
        assertThat(session.session().isClosed()).isFalse();

        bench.passRound();
        assertThat(bench.client.sent()).containsExactly(PING);
        assertThat(bench.client.closings()).containsExactly(CloseCode.NORMAL);
    }

    @Test
    void peerThatAnswers_isAskedAgainAndAgain() {
        heartbeat(Duration.ofSeconds(15), Duration.ofSeconds(30));
        Link session = bench.connect();

        for (int i = 0; i < 3; i++) {
            bench.passRound();
            assertThat(bench.client.sent()).hasSize(i + 1);
            session.receive(PONG);
            session.receive(PONG);
        }

        assertThat(session.session().isClosed()).isFalse();
    }

    @Test
    void pre1_knowsNoHeartbeat() {
        heartbeat(Duration.ofSeconds(15), Duration.ofSeconds(30));
        Link session = bench.open();
        session.receive("{\"msg\":\"connect\",\"version\":\"pre1\",\"support\":[\"pre1\"]}");
        bench.settle();
        bench.client.sent().clear();

        session.receive("{\"msg\":\"ping\"}");
        session.receive("{\"msg\":\"pong\"}");
        bench.settle();
        assertThat(bench.client.sent())
                .containsExactly(
                        "{\"msg\":\"error\",\"reason\":\"Bad request\",\"offendingMessage\":{\"msg\":\"ping\"}}",
                        "{\"msg\":\"error\",\"reason\":\"Bad request\",\"offendingMessage\":{\"msg\":\"pong\"}}");

        for (int i = 0; i < 5; i++) {
            bench.passRound();
        }
        assertThat(bench.client.sent()).hasSize(2);
        assertThat(session.session().isClosed()).isFalse();
    }

    @Test
    void noHeartbeat_clientThatDoesNotReadIsStillDropped() {
        heartbeat(Duration.ZERO, Duration.ofSeconds(30));
        Link session = bench.connect();
        bench.client.stopReading();
        session.session().locked(() -> session.session().enqueue(Bench.message("never read")));

        bench.passRound();
        bench.passRound();
        assertThat(session.session().isClosed()).isFalse();
        bench.passRound();
        assertThat(bench.client.closings()).containsExactly(CloseCode.TRY_AGAIN_LATER);
    }

    @Test
    void noHeartbeat_clientThatNeverConnectsIsStillDropped() {
        heartbeat(Duration.ZERO, Duration.ofSeconds(30));
        Link session = bench.open();

        for (int i = 0; i < 2; i++) {
            bench.passRound();
            session.receive("{\"msg\":\"ping\"}");
        }
        assertThat(session.session().isClosed()).isFalse();
        bench.passRound();
        assertThat(bench.client.closings()).containsExactly(CloseCode.NORMAL);
    }

    @Test
    void oneThatCannotBeLookedAfter_leavesOthersTheirHeartbeats() {
        heartbeat(Duration.ofSeconds(15), Duration.ofSeconds(30));
        Sessions sessions = bench.sessions();
        List<RecordingConnection> clients =
                List.of(new RecordingConnection(), new RecordingConnection(), new RecordingConnection());
        for (RecordingConnection client : clients) {
            sessions.open(client, Bench.HANDSHAKE)
                    .receive("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}");
        }
        bench.settle();

        bench.pool.refuseOne();
        bench.passRound();
        assertThat(clients).filteredOn(client -> client.sent().contains(PING)).hasSize(2);

        bench.passRound();
        assertThat(clients).allSatisfy(client -> assertThat(client.closings()).hasSize(1));
    }

    @Test
    void longInterval_isLookedAfterInWholeParts() {
        assertThat(Sessions.round(Duration.ofSeconds(15))).isEqualTo(Duration.ofSeconds(15));
        assertThat(Sessions.round(Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(10));
        assertThat(Sessions.round(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
        assertThat(Sessions.round(Duration.ZERO)).isEqualTo(Duration.ofSeconds(15));
    }

    /** Only of versions that know them are they handled ahead of others. */
    @Test
    void pre1_isToldSoInItsTurn() {
        CompletableFuture<Object> slow = new CompletableFuture<>();
        bench.serve("slow", false, (session, parameters) -> slow);
        Link session = bench.open();
        session.receive("{\"msg\":\"connect\",\"version\":\"pre1\",\"support\":[\"pre1\"]}");
        session.receive(Bench.call("m", "slow"));
        session.receive("{\"msg\":\"ping\",\"id\":5}");
        bench.settle();
        bench.client.sent().clear();

        slow.complete(1);
        bench.settle();
        assertThat(bench.client.sent())
                .containsExactly(
                        "{\"msg\":\"updated\",\"methods\":[\"m\"]}",
                        "{\"msg\":\"result\",\"id\":\"m\",\"result\":1}",
                        "{\"msg\":\"error\",\"reason\":\"Bad request\",\"offendingMessage\":{\"msg\":\"ping\",\"id\":5}}");
    }
}

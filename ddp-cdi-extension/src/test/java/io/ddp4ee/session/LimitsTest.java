package io.ddp4ee.session;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What one client may cost: two unblocked methods and 1,000 characters, on this bench. */
@SuppressWarnings("FutureReturnValueIgnored") // The session is who waits for it.
class LimitsTest {

    private final Bench bench = new Bench();
    private final List<CompletableFuture<String>> running = new ArrayList<>();

    @Test
    void tooManyUnblockedMethods_holdUpTheSession() {
        bench.serve("slow", true, (session, parameters) -> {
            running.add(new CompletableFuture<>());
            return running.get(running.size() - 1);
        });
        Link session = bench.connect();

        for (int i = 0; i < 5; i++) {
            session.receive(Bench.call("m" + i, "slow"));
        }
        bench.settle();
        assertThat(running).hasSize(3);

        running.get(0).complete("done");
        bench.settle();
        assertThat(running).hasSize(3);

        running.get(2).complete("done");
        bench.settle();
        assertThat(running).hasSize(5);
    }

    @Test
    void tooManyCharacters_endTheSession() {
        bench.serve("slow", false, (session, parameters) -> new CompletableFuture<String>());
        Link session = bench.connect();
        session.receive(Bench.call("m1", "slow"));
        bench.settle();

        session.receive(Bench.call("m2" + "x".repeat(600), "slow"));
        assertThat(session.session().isClosed()).isFalse();

        session.receive(Bench.call("m3" + "x".repeat(600), "slow"));
        assertThat(session.session().isClosed()).isTrue();
    }

    @Test
    void oneLongMessage_alwaysFits() {
        bench.serve("hello", false, (session, parameters) -> "hello");
        Link session = bench.connect();

        for (int i = 0; i < 3; i++) {
            session.receive(Bench.call("m" + i + "x".repeat(2000), "hello"));
            bench.settle();
        }

        assertThat(session.session().isClosed()).isFalse();
        assertThat(bench.client.sent()).hasSize(6);
    }

    @Test
    void methodsThatAllWait_keepNoSubscriptionFromEnding() {
        bench.publish("hand", subscription -> subscription.ready());
        Link session = bench.connect();
        session.receive(Bench.sub("s1", "hand", ""));
        bench.settle();
        session.receive("{\"msg\":\"unsub\",\"id\":\"s1\"}");
        bench.workers.runOne();

        // No worker is free from here on.
        while (bench.pool.runOne() || bench.finishers.runOne()) {
            // Until nothing is left.
        }

        assertThat(bench.client.sent()).contains("{\"msg\":\"nosub\",\"id\":\"s1\"}");
    }

    @Test
    void sessionsOfOneAddress_noMoreThanMay_whoeverElseConnects() {
        bench.perAddress = 2;
        Sessions sessions = bench.sessions();
        List<RecordingConnection> connections = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        for (String address : List.of("a", "a", "a", "b")) {
            RecordingConnection connection = new RecordingConnection();
            connections.add(connection);
            links.add(sessions.open(connection, new Handshake(URI.create("/"), Map.of(), address, null, Set.of())));
        }
        bench.settle();
        assertThat(connections)
                .extracting(RecordingConnection::closings)
                .containsExactly(List.of(), List.of(), List.of(CloseCode.TRY_AGAIN_LATER), List.of());
        assertThat(sessions.count()).isEqualTo(3);

        links.get(0).lost();
        bench.settle();
        RecordingConnection next = new RecordingConnection();
        sessions.open(next, new Handshake(URI.create("/"), Map.of(), "a", null, Set.of()));
        bench.settle();
        assertThat(next.closings()).isEmpty();
    }
}

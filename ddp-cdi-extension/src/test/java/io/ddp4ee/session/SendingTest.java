package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Containers hold locks of their own while they call a session and while they send: the session holds none then. */
class SendingTest {

    private static final long PATIENCE_SECONDS = 10;

    private final Bench bench = new Bench();

    @Test
    void messageOfANestedDecision_isSentWithoutTheLock() {
        Link session = bench.connect();
        bench.client.whenCalled(() -> useFromAnotherThread(session));

        session.session()
                .locked(() -> session.session().locked(() -> session.session().enqueue(Bench.message("text"))));

        assertThat(bench.client.sent()).containsExactly("text");
    }

    @Test
    void tooMuchToSend_closesWhenTheLockIsFree() {
        Link session = connectToOneWhoDoesNotRead();
        List<Boolean> closedMeanwhile = new ArrayList<>();

        session.session().locked(() -> session.session().enqueue(Bench.message("more than it may be: ".repeat(10))));
        session.session().locked(() -> {
            session.session().enqueue(Bench.message("more than it may be: ".repeat(10)));
            closedMeanwhile.add(session.session().isClosed());
        });

        assertThat(closedMeanwhile).containsExactly(false);
        assertThat(session.session().isClosed()).isTrue();
    }

    @Test
    void oneDecision_isTakenInWhole() {
        Link session = connectToOneWhoDoesNotRead();

        session.session().locked(() -> {
            for (int i = 0; i < 3; i++) {
                session.session().enqueue(Bench.message("more than it may be: ".repeat(10)));
            }
        });

        assertThat(session.session().isClosed()).isFalse();
    }

    private Link connectToOneWhoDoesNotRead() {
        bench.limits = new SessionLimits(
                1000, 1000, 2, 100, 1000, bench.limits.sendTimeout(), bench.limits.heartbeat(), Bench.NO_RESUMPTION);
        Link session = bench.connect();
        bench.client.stopReading();
        session.session().locked(() -> session.session().enqueue(Bench.message("in flight")));
        return session;
    }

    @Test
    void close_closesTheConnectionWithoutTheLock() {
        Link session = bench.connect();
        bench.client.whenCalled(() -> useFromAnotherThread(session));

        session.close(CloseCode.NORMAL, null);

        assertThat(bench.client.closings()).containsExactly(CloseCode.NORMAL);
    }

    private static void useFromAnotherThread(Link session) {
        CompletableFuture.runAsync(session.session()::isClosed)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}

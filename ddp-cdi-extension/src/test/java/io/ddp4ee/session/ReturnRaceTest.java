package io.ddp4ee.session;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A client comes back just when it is given up: whoever is told that it goes on goes on. */
@SuppressWarnings("FutureReturnValueIgnored") // The session is who waits for it.
class ReturnRaceTest extends Roaming {

    private static final int ROUNDS = 1_000;

    private final CyclicBarrier barrier = new CyclicBarrier(3);

    private Void giveUp(Consumer<String> how, String session) throws Exception {
        barrier.await();
        how.accept(session);
        return null;
    }

    /** Wants the session's lock all the time, so that the others have to wait for it whenever they have left it. */
    private Void look(Session away, AtomicBoolean isOver) throws Exception {
        barrier.await();
        while (!isOver.get()) {
            away.state();
        }
        return null;
    }

    private void race(Consumer<String> how) throws Exception {
        // Nobody else has a thread; what has ended is left alone.
        sessions = bench.sessions(new SessionThreads(Runnable::run, task -> {}, Runnable::run));
        ExecutorService others = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < ROUNDS; i++) {
                begin();
                String session = session();
                link.lost();
                Session away = link.session();
                AtomicBoolean isOver = new AtomicBoolean();
                Future<Void> looks = others.submit(() -> look(away, isOver));
                Future<Void> given = others.submit(() -> giveUp(how, session));
                open(Bench.HANDSHAKE);
                barrier.await();
                link.receive(returning("1", session, 1));
                given.get();
                isOver.set(true);
                looks.get();

                assertThat(link.session().isClosed()).as("round " + i).isFalse();
                assertThat(connection.closings()).as("round " + i).isEmpty();
            }
        } finally {
            others.shutdownNow();
        }
    }

    @Test
    void itsTimeIsUp() throws Exception {
        race(session -> bench.graces.runOne());
    }

    @Test
    void anotherHasComeInVain() throws Exception {
        race(session ->
                sessions.open(new RecordingConnection(), Bench.HANDSHAKE).receive(returning("1", session, 99)));
    }
}

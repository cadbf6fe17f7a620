package io.ddp4ee.transport;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;

import org.junit.jupiter.api.Test;

import io.ddp4ee.query.Timer;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said beside the messages never overlaps with one: containers lose or refuse that. */
class WebSocketConnectionTest {

    private static final SockJsTimes TIMES = new SockJsTimes(Duration.ofSeconds(45), Duration.ofSeconds(60));

    private final List<String> sent = new ArrayList<>();
    private final List<SendHandler> inFlight = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final Queue<Runnable> closers = new ArrayDeque<>();
    private final Queue<Runnable> patientClosers = new ArrayDeque<>();
    private Runnable whenClosed = () -> {};
    private Runnable round;
    private long now;

    private final Timer timer = new Timer() {
        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public void after(Duration delay, Runnable task) {
            round = task;
        }
    };

    private final Rounds rounds = new Rounds(timer, Runnable::run, TIMES);
    private final WebSocketConnection connection = new WebSocketConnection(
            session(),
            new SockJsFraming(),
            new Transport(null, 1000, 200, TIMES, rounds, new Closers(closers::add, patientClosers::add)),
            () -> done.add("closing"));

    @SuppressWarnings("FutureReturnValueIgnored") // Whoever sends waits for it.
    private Session session() {
        RemoteEndpoint.Async remote = proxy(RemoteEndpoint.Async.class, arguments -> {
            sent.add((String) arguments[0]);
            if (arguments.length == 1) {
                return CompletableFuture.completedFuture(null);
            }
            inFlight.add((SendHandler) arguments[1]);
            return null;
        });
        return proxy(Session.class, arguments -> {
            if (arguments == null) {
                return remote;
            }
            if (arguments[0] instanceof CloseReason reason) {
                sent.add("closed " + reason.getCloseCode().getCode());
                whenClosed.run();
            }
            return null;
        });
    }

    private interface Answer {
        Object to(Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getName().equals("hashCode") ? 0 : answer.to(arguments)));
    }

    private void pass(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
        round.run();
    }

    private void send(String message) {
        connection.send(message, failure -> done.add(message));
    }

    private void end() {
        inFlight.remove(0).onResult(new SendResult());
    }

    @Test
    void silence_isBroken_untilTheEnd() {
        connection.opened();
        pass(44);
        assertThat(sent).isEmpty();
        pass(1);
        assertThat(sent).containsExactly("h");
        end();
        send("m");
        end();
        pass(44);
        assertThat(sent).containsExactly("h", "a[\"m\"]");
        pass(1);
        assertThat(sent).containsExactly("h", "a[\"m\"]", "h");
        end();
        connection.ended();
        pass(100);
        assertThat(sent).hasSize(3);
    }

    @Test
    void heartbeat_isLeftOut_whileAMessageIsInFlight() {
        connection.opened();
        send("m");
        pass(100);
        assertThat(sent).containsExactly("a[\"m\"]");
        end();
        assertThat(done).containsExactly("m");
    }

    @Test
    void endOfASend_thatTheContainerTellsTwice_isToldOnce() {
        send("m");
        SendHandler handler = inFlight.get(0);
        end();
        handler.onResult(new SendResult());
        assertThat(done).containsExactly("m");
    }

    @Test
    void message_waitsForTheHeartbeat() {
        connection.opened();
        pass(45);
        send("m");
        assertThat(sent).containsExactly("h");
        assertThat(done).isEmpty();
        end();
        assertThat(sent).containsExactly("h", "a[\"m\"]");
        pass(100);
        assertThat(sent).hasSize(2);
        end();
        assertThat(done).containsExactly("m");
    }

    @Test
    void close_isToldInAFrame_ifNothingIsInFlight() {
        connection.close(1001, "why");
        assertThat(done).containsExactly("closing");
        connection.close(1000, "again");
        assertThat(sent).isEmpty();
        closers.remove().run();
        assertThat(closers).isEmpty();
        done.clear();
        send("m");
        assertThat(sent).containsExactly("c[1001,\"why\"]", "closed 1001");
        assertThat(done).containsExactly("m");
    }

    @Test
    void close_doesNotWaitLongForWhatIsInFlight() {
        send("m");
        connection.close(1001, "why");
        assertThat(closers).isEmpty();
        patientClosers.remove().run();
        assertThat(sent).containsExactly("a[\"m\"]", "closed 1001");
    }

    @Test
    void close_whileAMessageIsHandled_isOnTheThreadThatHasBroughtIt() {
        connection.receive(() -> {
            connection.close(1002, "why");
            assertThat(sent).isEmpty();
        });
        assertThat(sent).containsExactly("c[1002,\"why\"]", "closed 1002");
        connection.receive(() -> connection.close(1000, "again"));
        assertThat(sent).hasSize(2);
        assertThat(closers).isEmpty();
    }

    @Test
    void close_whileAMessageIsHandled_isElsewhere_ifTheClientMayNotRead() {
        send("m");
        connection.receive(() -> connection.close(1002, "why"));
        assertThat(sent).containsExactly("a[\"m\"]");
        end();
        assertThat(closers).isEmpty();
        patientClosers.remove().run();
        assertThat(sent).containsExactly("a[\"m\"]", "c[1002,\"why\"]", "closed 1002");
    }

    /** As Open Liberty does, if it is about to read at that moment. */
    @Test
    void close_thatWaitsForTooLong_isInterrupted() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        whenClosed = () -> {
            waits.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                sent.add("interrupted");
            }
        };
        connection.close(1000, null);
        Runnable close = closers.remove();
        CompletableFuture<Boolean> closing = CompletableFuture.supplyAsync(() -> {
            close.run();
            return Thread.currentThread().isInterrupted();
        });
        assertThat(waits.await(20, TimeUnit.SECONDS)).isTrue();
        pass(10);
        assertThat(closing).isNotDone();
        pass(1);
        assertThat(closing.get(20, TimeUnit.SECONDS)).isFalse();
        assertThat(sent).containsExactly("c[1000,\"Normal closure\"]", "closed 1000", "interrupted");
    }

    /** Open Liberty says nothing of it, and keeps the handler for long. */
    @Test
    void whatIsInFlightAtTheEnd_hasFailed_andIsToldOnce() {
        connection.send("m", failure -> done.add("m " + failure.getMessage()));
        connection.ended();
        assertThat(done).containsExactly("m The connection has ended");
        end();
        assertThat(done).hasSize(1);
        connection.send("n", failure -> done.add("n " + failure.getMessage()));
        assertThat(done).contains("n The connection has ended");
        assertThat(sent).containsExactly("a[\"m\"]");
    }

    @Test
    void close_isBegunOnce() {
        connection.close(1000, null);
        connection.receive(() -> assertThat(closers).hasSize(1));
        assertThat(sent).isEmpty();
        closers.remove().run();
        connection.receive(() -> {});
        assertThat(sent).containsExactly("c[1000,\"Normal closure\"]", "closed 1000");
    }

    @Test
    void close_isTold_whenWhatIsInFlightHasEnded() throws Exception {
        send("m");
        connection.close(1000, null);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(patientClosers.remove());
        end();
        closing.get(20, TimeUnit.SECONDS);
        assertThat(sent).containsExactly("a[\"m\"]", "c[1000,\"Normal closure\"]", "closed 1000");
    }
}

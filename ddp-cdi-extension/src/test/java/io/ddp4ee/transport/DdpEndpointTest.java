package io.ddp4ee.transport;

import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;

import org.junit.jupiter.api.Test;

import io.ddp4ee.session.ServedSessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A connection that is refused as it opens. */
class DdpEndpointTest {

    private static final SockJsTimes TIMES = new SockJsTimes(Duration.ofSeconds(45), Duration.ofSeconds(60));

    private final ServedSessions served = new ServedSessions(1);
    private final List<String> asked = new ArrayList<>();
    private final List<Runnable> closers = new ArrayList<>();

    /** Some containers keep them after their end. */
    private final List<DdpEndpoint> endpoints = new ArrayList<>();

    /** Of the next connection. Whoever keeps it keeps that one's DDP session. */
    private URI uri;

    private void open() {
        Rounds rounds = new Rounds((delay, task) -> {}, Runnable::run, TIMES);
        Closers none = new Closers(closers::add, closers::add);
        Transport transport = new Transport(served.sessions(), 1000, 200, TIMES, rounds, none);
        DdpEndpoint endpoint =
                new DdpEndpoint(transport, new Handshakes(Set.of(), Origins.of("*"), 0), new RawFraming());
        uri = URI.create("/websocket");
        endpoint.onOpen(webSocket(), null);
        endpoints.add(endpoint);
    }

    private Session webSocket() {
        return (Session) Proxy.newProxyInstance(
                Session.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "getRequestURI" -> {
                            return uri;
                        }
                        case "close" ->
                            asked.add("close "
                                    + ((CloseReason) arguments[0])
                                            .getCloseCode()
                                            .getCode());
                        case "addMessageHandler" -> asked.add("messages");
                        default -> {
                            // Nothing else is looked at.
                        }
                    }
                    return null;
                });
    }

    @Test
    void oneTooMany_isClosedOnTheThreadThatOpensIt_andItsSessionIsNotKept() {
        open();
        assertThat(asked).containsExactly("messages", "messages");
        asked.clear();

        open();
        assertThat(asked).containsExactly("close 1013");
        assertThat(closers).isEmpty();
        served.settle();
        WeakReference<URI> kept = new WeakReference<>(uri);
        uri = null;
        await().untilAsserted(() -> {
            System.gc();
            assertThat(kept.get()).isNull();
        });
    }

    /** Nobody is left then who could tell of its end. */
    @Test
    void oneAfterTheApplicationHasStopped_isClosed_andItsSessionIsNotKept() {
        served.sessions().close();
        open();
        assertThat(asked).containsExactly("close 1001");
        assertThat(closers).isEmpty();
        assertThat(served.sessions().count()).isZero();
    }
}

package io.ddp4ee.session;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;

import io.ddp4ee.Subscription;

/** A client of one session that loses its connections and comes back. */
@SuppressWarnings("FutureReturnValueIgnored") // The session is who waits for it.
abstract class Roaming {

    static final Duration GRACE = Duration.ofSeconds(14);

    final Bench bench = new Bench();
    final Subscription[] hand = new Subscription[1];
    Sessions sessions;

    /** The connection that the client has, and had. */
    RecordingConnection connection = new RecordingConnection();

    Link link;

    @BeforeEach
    void serve() {
        resumption(new Resumption(GRACE, 5, 4, 10_000));
        bench.publish("hand", subscription -> {
            hand[0] = subscription;
            subscription.ready();
        });
    }

    void resumption(Resumption resumption) {
        limits(1_000_000, Duration.ZERO, resumption);
    }

    void limits(long outboxCharacters, Duration heartbeat, Resumption resumption) {
        bench.limits =
                new SessionLimits(1000, 100_000, 2, outboxCharacters, 1000, Duration.ofHours(1), heartbeat, resumption);
    }

    void open(Handshake handshake) {
        sessions = sessions == null ? bench.sessions() : sessions;
        connection = new RecordingConnection();
        link = sessions.open(connection, handshake);
    }

    void begin() {
        open(Bench.HANDSHAKE);
        link.receive("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}");
        bench.settle();
    }

    void comeBack(String session, int received) {
        comeBack(Bench.HANDSHAKE, session, received);
    }

    void comeBack(Handshake handshake, String session, int received) {
        open(handshake);
        send(returning("1", session, received));
    }

    static String returning(String version, String session, int received) {
        return "{\"msg\":\"connect\",\"version\":\"" + version + "\",\"support\":[\"" + version + "\"],\"session\":\""
                + session + "\",\"receivedCount\":" + received + "}";
    }

    void lose() {
        link.lost();
        bench.settle();
    }

    void send(String message) {
        link.receive(message);
        bench.settle();
    }

    List<String> sent() {
        return connection.sent();
    }

    String session() {
        return sent().get(0).replaceAll(".*\"session\":\"([^\"]*)\".*", "$1");
    }

    static String connected(String session) {
        return "{\"msg\":\"connected\",\"session\":\"" + session + "\"}";
    }

    void add(int number) {
        hand[0].added("a", String.valueOf(number), Map.of());
        bench.settle();
    }

    static String added(int number) {
        return "{\"msg\":\"added\",\"collection\":\"a\",\"id\":\"" + number + "\"}";
    }
}

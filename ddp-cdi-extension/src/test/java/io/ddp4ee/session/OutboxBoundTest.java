package io.ddp4ee.session;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A client that reads must never reach the bound by what it has asked for; 300 characters, on this bench. */
class OutboxBoundTest {

    private static final int DOCUMENTS = 50;

    private final Bench bench = new Bench();

    private Link connect() {
        bench.limits = new SessionLimits(
                1000, 10_000, 2, 300, 1000, bench.limits.sendTimeout(), bench.limits.heartbeat(), Bench.NO_RESUMPTION);
        bench.publishCategories("docs");
        bench.serve("hello", false, (session, parameters) -> "hello");
        for (int i = 0; i < DOCUMENTS; i++) {
            bench.database.commit(bench.database.begin(), "d" + i, "a");
        }
        bench.queries.established();
        return bench.connect();
    }

    private long count(String word) {
        return bench.client.sent().stream().filter(text -> text.contains(word)).count();
    }

    @Test
    void resultThatIsLargerThanTheBound_isDelivered() {
        Link session = connect();
        bench.client.stopReading();

        session.receive(Bench.sub("s1", "docs", "\"a\",\"*\""));
        bench.settle();
        session.session().send(new io.ddp4ee.message.ServerMessage.Ping());
        assertThat(session.session().isClosed()).isFalse();

        bench.client.readAgain();
        bench.settle();
        assertThat(session.session().isClosed()).isFalse();
        assertThat(count("added")).isEqualTo(DOCUMENTS);
        assertThat(count("ready")).isEqualTo(1);
    }

    @Test
    void nextMessage_isHandledWhenTheResultHasBeenSent() {
        Link session = connect();
        bench.client.stopReading();

        session.receive(Bench.sub("s1", "docs", "\"a\""));
        session.receive(Bench.call("m1", "hello"));
        bench.settle();
        assertThat(count("result")).isZero();

        bench.client.readAgain();
        bench.settle();
        assertThat(count("added")).isEqualTo(DOCUMENTS);
        assertThat(bench.client.sent().get(bench.client.sent().size() - 1)).contains("\"result\":\"hello\"");
    }

    @Test
    void clientThatDoesNotRead_isClosed() {
        bench.publish("hand", subscription -> {
            for (int i = 0; i < DOCUMENTS; i++) {
                subscription.added("docs", "d" + i, Map.of("a", i));
            }
        });
        Link session = connect();
        bench.client.stopReading();

        session.receive(Bench.sub("s1", "hand", ""));
        bench.settle();

        assertThat(bench.client.closings()).containsExactly(CloseCode.TRY_AGAIN_LATER);
    }

    @Test
    void manySmallAnswers_countForWhatTheyCost() {
        Link session = connect();
        bench.client.stopReading();

        for (int i = 0; i < 10; i++) {
            session.receive("{\"msg\":\"ping\"}");
        }
        bench.settle();

        assertThat(bench.client.closings()).containsExactly(CloseCode.TRY_AGAIN_LATER);
    }

    /** Both subscribe to the same. */
    private RecordingConnection another() {
        Link session = connect();
        RecordingConnection other = new RecordingConnection();
        Link second = bench.sessions().open(other, Bench.HANDSHAKE);
        second.receive("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}");
        bench.settle();
        other.sent().clear();

        session.receive(Bench.sub("s1", "docs", "\"a\""));
        bench.settle();
        second.receive(Bench.sub("s1", "docs", "\"a\""));
        bench.settle();
        return other;
    }

    @Test
    void everyJoiner_isSentTheSameText() {
        RecordingConnection other = another();

        assertThat(other.sent()).hasSize(DOCUMENTS + 1);
        for (int i = 0; i < DOCUMENTS; i++) {
            assertThat(other.sent().get(i)).isSameAs(bench.client.sent().get(i));
        }
    }

    @Test
    void everySubscriber_isSentTheSameTextOfAChange() {
        RecordingConnection other = another();
        other.sent().clear();
        bench.client.sent().clear();
        bench.database.notifications().clear();

        bench.database.commit(bench.database.begin(), "d0", "a");
        bench.queries.execute(
                () -> bench.queries.received(bench.database.notifications().remove()));
        bench.settle();

        assertThat(other.sent()).hasSize(1);
        assertThat(other.sent().get(0))
                .contains("\"changed\"")
                .isSameAs(bench.client.sent().get(0));
    }
}

package io.ddp4ee.session;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ddp4ee.bus.Notices;
import io.ddp4ee.message.ServerMessage.Ping;

import static org.assertj.core.api.Assertions.assertThat;

/** An application that closes a session takes back nothing of what has been said before. */
class LastWordsTest {

    private static final String UPDATED = "{\"msg\":\"updated\",\"methods\":[\"1\"]}";
    private static final String RESULT = "{\"msg\":\"result\",\"id\":\"1\",\"result\":\"hello\"}";

    private final Bench bench = new Bench();
    private Link session;

    @BeforeEach
    void connect() {
        bench.serve("hello", false, (caller, parameters) -> {
            bench.events.add("hello");
            return "hello";
        });
        bench.serve("close", false, (caller, parameters) -> {
            caller.close();
            return "closed";
        });
        session = bench.connect();
    }

    private void closeWhileTheClientIsSlow() {
        bench.client.stopReading();
        session.receive(Bench.call("1", "hello"));
        session.receive(Bench.call("2", "close"));
        bench.settle();
        assertThat(session.session().isClosed()).isTrue();
        assertThat(bench.client.sent()).containsExactly(UPDATED);
        assertThat(bench.client.closings()).isEmpty();
    }

    @Test
    void whatWasDecidedBefore_isSentBeforeTheConnectionIsClosed() {
        closeWhileTheClientIsSlow();
        assertThat(bench.events).containsExactly("opened", "hello", "closed");

        bench.client.whenCalled(() -> assertThat(bench.client.closings()).isEmpty());
        bench.client.readAgain();
        bench.settle();
        assertThat(bench.client.sent()).containsExactly(UPDATED, RESULT);
        assertThat(bench.client.closings()).containsExactly(CloseCode.NORMAL);
    }

    @Test
    void whatFollows_isNeitherHandledNorSent() {
        closeWhileTheClientIsSlow();
        session.receive(Bench.call("3", "hello"));
        session.session().send(new Ping());
        bench.client.readAgain();
        bench.settle();

        assertThat(bench.events).containsExactly("opened", "hello", "closed");
        assertThat(bench.client.sent()).containsExactly(UPDATED, RESULT);
    }

    @Test
    void clientThatDoesNotTakeItInTime_isClosed_andTheRestIsDropped() {
        closeWhileTheClientIsSlow();
        bench.passLastWords();
        assertThat(bench.client.closings()).containsExactly(CloseCode.NORMAL);
        assertThat(session.session().delivery().outbox().size()).isZero();

        bench.client.readAgain();
        bench.settle();
        assertThat(bench.client.sent()).containsExactly(UPDATED);
    }

    @Test
    void nothingWaits_theConnectionIsClosedAtOnce() {
        session.session().handle().close();

        assertThat(bench.client.closings()).containsExactly(CloseCode.NORMAL);
        assertThat(bench.lastWords.count()).isZero();
    }

    @Test
    void sessionsThatAreClosedByTheirUser_areToldWhatWasSaidBefore() {
        Sessions sessions = bench.sessions();
        RecordingConnection other = new RecordingConnection();
        Link link = sessions.open(other, Bench.HANDSHAKE);
        link.receive("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}");
        bench.settle();
        link.session().handle().tieTo("key");
        other.sent().clear();
        other.stopReading();
        link.receive(Bench.call("1", "hello"));
        bench.settle();
        Notices notices = new Notices();
        SessionCommands.receive(notices, sessions);
        notices.received(
                List.of(new SessionCommand(SessionCommand.Action.CLOSE, SessionCommand.By.TIE, "key").notice()));
        other.readAgain();
        bench.settle();

        assertThat(other.sent()).containsExactly(UPDATED, RESULT);
        assertThat(other.closings()).containsExactly(CloseCode.NORMAL);
    }

    @Test
    void manyMessages_areSentBeforeTheConnectionIsClosed() {
        bench.client.stopReading();
        session.session().locked(() -> {
            for (int i = 0; i < 100; i++) {
                session.session().enqueue(Bench.message(String.valueOf(i)));
            }
        });
        session.session().handle().close();
        bench.client.readAgain();
        bench.settle();

        assertThat(bench.client.sent()).hasSize(100);
        assertThat(bench.client.closings()).containsExactly(CloseCode.NORMAL);
    }
}

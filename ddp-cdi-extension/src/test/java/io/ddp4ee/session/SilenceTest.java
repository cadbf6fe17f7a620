package io.ddp4ee.session;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ddp4ee.message.ServerMessage.Ping;

import static org.assertj.core.api.Assertions.assertThat;

/** A client that does not answer may sleep, and come back. */
@SuppressWarnings("FutureReturnValueIgnored") // The session is who waits for it.
class SilenceTest extends Roaming {

    private static final String PING = "{\"msg\":\"ping\"}";

    @BeforeEach
    void listen() {
        heartbeat(new Resumption(GRACE, 5, 4, 10_000));
    }

    private void heartbeat(Resumption resumption) {
        limits(1_000_000, Duration.ofSeconds(15), resumption);
    }

    private void fallSilent() {
        bench.passRound();
        assertThat(sent()).endsWith(PING);
        assertThat(connection.closings()).isEmpty();
        bench.passRound();
        assertThat(connection.closings()).containsExactly(CloseCode.NORMAL);
    }

    @Test
    void silentClient_losesItsConnection_andGoesOnOnAnother() {
        begin();
        send(Bench.sub("s1", "hand", ""));
        String session = session();
        fallSilent();
        lose();
        add(1);
        comeBack(session, 2);

        assertThat(sent()).containsExactly(connected(session), added(1));
        assertThat(connection.closings()).isEmpty();
        assertThat(bench.events).containsExactly("opened");
    }

    @Test
    void silentClient_thatIsBackBeforeItsConnectionHasEnded_goesOn() {
        begin();
        String session = session();
        Link silent = link;
        fallSilent();
        comeBack(session, 1);
        silent.lost();
        bench.settle();

        assertThat(sent()).containsExactly(connected(session));
        assertThat(sessions.count()).isOne();
    }

    @Test
    void silentClient_thatDoesNotComeBack_isWaitedForNoLonger() {
        begin();
        fallSilent();
        assertThat(bench.events).containsExactly("opened");

        bench.passGrace();
        assertThat(bench.events).containsExactly("opened", "closed");
        assertThat(sessions.count()).isZero();
    }

    @Test
    void noResumption_silentClientsSessionEndsAtOnce() {
        heartbeat(Bench.NO_RESUMPTION);
        begin();
        fallSilent();

        assertThat(bench.events).containsExactly("opened", "closed");
        assertThat(sessions.count()).isZero();
    }

    @Test
    void silentClientThatHasSaidGoodbye_isNotWaitedFor() {
        begin();
        send("{\"msg\":\"disconnect\"}");
        fallSilent();

        assertThat(bench.events).containsExactly("opened", "closed");
    }

    @Test
    void clientThatIsAway_isNotAsked() {
        begin();
        String session = session();
        RecordingConnection lost = connection;
        lose();
        for (int i = 0; i < 5; i++) {
            bench.passRound();
        }
        assertThat(lost.sent()).hasSize(1);
        assertThat(lost.closings()).isEmpty();
        assertThat(sessions.count()).isOne();

        comeBack(session, 1);
        assertThat(sent()).containsExactly(connected(session));
    }

    @Test
    void whatItIsAskedWhenItsConnectionIsLost_isForgotten() {
        begin();
        String session = session();
        connection.stopReading();
        bench.passRound();
        link.session().send(new Ping());
        lose();
        link.session().send(new Ping());
        comeBack(session, 1);

        assertThat(sent()).containsExactly(connected(session));
    }

    @Test
    void clientThatIsBack_isAskedAnew() {
        begin();
        String session = session();
        bench.passRound();
        assertThat(sent()).endsWith(PING);
        lose();
        comeBack(session, 1);

        // Not as one who has not answered.
        fallSilent();
    }
}

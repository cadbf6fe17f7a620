package io.ddp4ee.session;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How long a session waits for its client, and when it does not. */
@SuppressWarnings("FutureReturnValueIgnored") // The session is who waits for it.
class AbsenceTest extends Roaming {

    @Test
    void nobodyComesBack_ends() {
        begin();
        send(Bench.sub("s1", "hand", ""));
        hand[0].onStop(() -> bench.events.add("stopped"));
        String session = session();
        lose();
        assertThat(bench.events).containsExactly("opened");

        bench.passGrace();
        assertThat(bench.events).containsExactly("opened", "stopped", "closed");
        assertThat(sessions.count()).isZero();
        comeBack(session, 2);
        assertThat(session()).isNotEqualTo(session);
    }

    @Test
    void timeOfAnEarlierAbsence_doesNotEndALaterOne() {
        begin();
        String session = session();
        lose();
        comeBack(session, 1);
        lose();
        bench.passGrace();
        assertThat(sessions.count()).isOne();

        bench.passGrace();
        assertThat(sessions.count()).isZero();
    }

    @Test
    void disconnect_theEndIsMeant_andNotAnswered() {
        begin();
        String session = session();
        send("{\"msg\":\"disconnect\"}");
        assertThat(sent()).hasSize(1);
        lose();

        assertThat(bench.events).containsExactly("opened", "closed");
        comeBack(session, 1);
        assertThat(session()).isNotEqualTo(session);
    }

    @Test
    void closedByTheServer_cannotBeResumed_alsoWhileItsClientIsAway() {
        begin();
        String session = session();
        link.session().handle().close();
        lose();
        comeBack(session, 1);
        assertThat(session()).isNotEqualTo(session);

        String second = session();
        Session away = link.session();
        lose();
        away.handle().close();
        comeBack(second, 1);
        assertThat(session()).isNotEqualTo(second);
    }

    @Test
    void moreWaitsThanMay_ends() {
        begin();
        send(Bench.sub("s1", "hand", ""));
        String session = session();
        lose();
        for (int i = 0; i < 6; i++) {
            add(i);
        }

        assertThat(sessions.count()).isZero();
        comeBack(session, 2);
        assertThat(session()).isNotEqualTo(session);
    }

    @Test
    void connectionThatFailsToSend_isClosed_andWaitedForAsIfLost() {
        begin();
        send(Bench.sub("s1", "hand", ""));
        String session = session();
        RecordingConnection broken = connection;
        broken.fail(new IllegalStateException("broken"));
        add(1);
        assertThat(broken.closings()).hasSize(1);
        lose();
        comeBack(session, 2);

        assertThat(sent()).containsExactly(connected(session), added(1));
    }

    @Test
    void applicationThatStops_endsThoseWhoAreAway() {
        begin();
        lose();
        sessions.close();
        bench.settle();
        assertThat(bench.events).containsExactly("opened", "closed");
        assertThat(sessions.count()).isZero();
    }
}

package io.ddp4ee.session;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

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

    @Test
    void tooMuchWaits_whoComesBackBeforeTheSessionHasEnded_beginsAnew() {
        begin();
        send(Bench.sub("s1", "hand", ""));
        String session = session();
        lose();
        Session away = sessions.known(session);
        // What is more is dropped, and only when the lock is free the session is ended.
        away.locked(() -> {
            for (int i = 0; i < 8; i++) {
                hand[0].added("a", String.valueOf(i), Map.of());
            }
            comeBack(session, 2);
        });
        bench.settle();

        assertThat(session()).isNotEqualTo(session);
        assertThat(sent()).hasSize(1);
        assertThat(away.isClosed()).isTrue();
        assertThat(sessions.count()).isOne();
    }

    @Test
    void asMuchWaitsAsMay_isSent() {
        begin();
        send(Bench.sub("s1", "hand", ""));
        String session = session();
        lose();
        for (int i = 0; i < 5; i++) {
            add(i);
        }
        comeBack(session, 2);

        assertThat(sent()).containsExactly(connected(session), added(0), added(1), added(2), added(3), added(4));
    }

    @Test
    void fewMessagesThatAreTooLongTogether_end() {
        limits(2_000, Duration.ZERO, new Resumption(GRACE, 5, 4, 10_000));
        begin();
        send(Bench.sub("s1", "hand", ""));
        lose();
        hand[0].added("a", "1", Map.of("text", "x".repeat(1_500)));
        bench.settle();
        assertThat(sessions.count()).isOne();

        hand[0].added("a", "2", Map.of("text", "x".repeat(300)));
        bench.settle();
        assertThat(sessions.count()).isZero();
    }

    @Test
    void disconnect_isHeardAheadOfWhatWaitsToBeHandled() {
        bench.serve("slow", false, (session, parameters) -> new CompletableFuture<>());
        begin();
        send(Bench.call("m1", "slow"));
        send(Bench.call("m2", "slow"));
        send("{\"msg\":\"disconnect\"}");
        lose();

        assertThat(bench.events).containsExactly("opened", "closed");
        assertThat(sessions.count()).isZero();
    }
}

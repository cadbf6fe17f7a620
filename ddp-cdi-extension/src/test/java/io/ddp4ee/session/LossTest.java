package io.ddp4ee.session;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import io.ddp4ee.method.MethodDefinition;

import static org.assertj.core.api.Assertions.assertThat;

/** A server may hear of a lost connection later than of the one that follows it. */
@SuppressWarnings("FutureReturnValueIgnored") // The session is who waits for it.
class LossTest extends Roaming {

    /** A method of which each run shows. */
    private void serveM() {
        bench.serve("m", false, (caller, parameters) -> {
            bench.events.add("m");
            return MethodDefinition.NOTHING;
        });
    }

    @Test
    void sessionThatHasItsConnectionStill_newSession_andTheOldOneStays() {
        begin();
        String session = session();
        RecordingConnection first = connection;
        Link firstLink = link;
        comeBack(session, 1);
        assertThat(first.sent()).endsWith("{\"msg\":\"ping\"}");
        assertThat(sent()).isEmpty();

        firstLink.receive("{\"msg\":\"pong\"}");
        bench.settle();
        assertThat(session()).isNotEqualTo(session);
        assertThat(sessions.count()).isEqualTo(2);
        firstLink.receive("{\"msg\":\"ping\"}");
        bench.settle();
        assertThat(first.sent()).endsWith("{\"msg\":\"pong\"}");
        bench.passPatience();
        assertThat(sent()).hasSize(1);
    }

    @Test
    void connectionOfWhichNothingIsHeard_newSession_andTheOldOneStays() {
        begin();
        String session = session();
        comeBack(session, 1);
        bench.passPatience();
        assertThat(session()).isNotEqualTo(session);
        assertThat(sessions.count()).isEqualTo(2);
    }

    @Test
    void clientThatIsBackBeforeItsLossIsKnown_goesOn_andWhatItHasSaidFollows() {
        serveM();
        begin();
        String session = session();
        Link lost = link;
        comeBack(session, 1);
        send(Bench.call("1", "m"));
        send("{\"msg\":\"ping\",\"id\":\"p\"}");
        assertThat(sent()).isEmpty();

        lost.lost();
        bench.settle();
        assertThat(sent())
                .containsExactly(
                        connected(session),
                        "{\"msg\":\"pong\",\"id\":\"p\"}",
                        "{\"msg\":\"updated\",\"methods\":[\"1\"]}",
                        "{\"msg\":\"result\",\"id\":\"1\"}");
        assertThat(bench.events).containsExactly("opened", "m");
        assertThat(sessions.count()).isEqualTo(1);
    }

    @Test
    void whatWasOnItsWayWhenTheConnectionWasLost_isNoSignOfLife() {
        serveM();
        begin();
        String session = session();
        Link lost = link;
        comeBack(session, 1);
        lost.receive(Bench.call("1", "m"));
        bench.settle();
        assertThat(sent()).isEmpty();

        lost.lost();
        bench.settle();
        assertThat(sent())
                .containsExactly(
                        connected(session),
                        "{\"msg\":\"updated\",\"methods\":[\"1\"]}",
                        "{\"msg\":\"result\",\"id\":\"1\"}");
    }

    @Test
    void whatComesFromALostConnectionWhenAnotherHasFollowed_isNotHandledASecondTime() {
        serveM();
        begin();
        String session = session();
        Link lost = link;
        lose();
        comeBack(session, 1);
        send(Bench.call("1", "m"));
        lost.receive(Bench.call("1", "m"));
        lost.receive("{\"msg\":\"disconnect\"}");
        bench.settle();

        assertThat(bench.events).containsExactly("opened", "m");
        lose();
        assertThat(sessions.count()).isEqualTo(1);
    }

    @Test
    void clientThatIsGoneAgainBeforeItsLossIsKnown_isWaitedFor() {
        begin();
        String session = session();
        Link lost = link;
        comeBack(session, 1);
        lose();
        lost.lost();
        bench.settle();
        assertThat(sessions.count()).isEqualTo(1);

        comeBack(session, 1);
        assertThat(session()).isEqualTo(session);
    }

    @Test
    void clientThatSaysTooMuchBeforeItsLossIsKnown_isClosed() {
        begin();
        comeBack(session(), 1);
        for (int i = 0; i <= 1000; i++) {
            link.receive("{\"msg\":\"ping\"}");
        }
        bench.settle();
        assertThat(connection.closings()).containsExactly(CloseCode.POLICY);
    }

    @Test
    void clientThatIsBackTwiceBeforeItsLossIsKnown_goesOnWhereItCameLast() {
        serveM();
        begin();
        String session = session();
        Link lost = link;
        comeBack(session, 1);
        send(Bench.call("1", "m"));
        RecordingConnection second = connection;
        comeBack(session, 1);
        send(Bench.call("1", "m"));

        lost.lost();
        bench.settle();
        assertThat(session()).isEqualTo(session);
        assertThat(second.sent()).isEmpty();
        assertThat(second.closings()).containsExactly(CloseCode.NORMAL);
        assertThat(bench.events).containsExactly("opened", "m");
        assertThat(sessions.count()).isEqualTo(1);
    }

    @Test
    void severalThatComeToASessionThatLives_beginEachTheirOwn() {
        begin();
        String session = session();
        Link living = link;
        comeBack(session, 1);
        RecordingConnection second = connection;
        comeBack(session, 1);
        living.receive("{\"msg\":\"pong\"}");
        bench.settle();

        assertThat(second.sent()).hasSize(1);
        assertThat(sent()).hasSize(1);
        assertThat(sessions.count()).isEqualTo(3);
    }

    @Test
    void lostConnectionThatIsClosedLate_doesNotEndTheSession() {
        begin();
        String session = session();
        RecordingConnection first = connection;
        Link lost = link;
        lose();
        comeBack(session, 1);
        lost.close(CloseCode.TOO_BIG, null);
        bench.settle();

        assertThat(first.closings()).containsExactly(CloseCode.TOO_BIG);
        assertThat(connection.closings()).isEmpty();
        assertThat(sessions.count()).isEqualTo(1);
    }

    @Test
    void failureOfALostConnectionThatIsToldLate_doesNotEndTheOneThatHasFollowed() {
        begin();
        String session = session();
        Link lost = link;
        lose();
        comeBack(session, 1);
        lost.session().broken(lost, new IOException("late"));
        bench.settle();

        assertThat(connection.closings()).isEmpty();
        send("{\"msg\":\"ping\"}");
        assertThat(sent()).endsWith("{\"msg\":\"pong\"}");
    }

    @Test
    void endOfAnEarlierConnectionThatIsToldLate_saysNothingOfTheOneThatHasFollowed() {
        begin();
        String session = session();
        Link first = link;
        lose();
        comeBack(session, 1);
        Link second = link;
        comeBack(session, 1);
        first.lost();
        bench.settle();
        assertThat(sent()).isEmpty();

        second.lost();
        bench.settle();
        assertThat(session()).isEqualTo(session);
    }

    /** What it says next may be as long as what anybody says who has connected. */
    @Test
    void clientThatWaitsForAnAnswer_hasConnected() {
        begin();
        String session = session();
        comeBack(session, 1);
        assertThat(sent()).isEmpty();
        assertThat(link.isConnected()).isTrue();

        open(Bench.HANDSHAKE);
        assertThat(link.isConnected()).isFalse();
        send(returning("1", "another", 1));
        assertThat(link.isConnected()).isTrue();
    }

    @Test
    void timeOfAnEarlierQuestion_doesNotEndALaterOne() {
        begin();
        String session = session();
        Link lost = link;
        comeBack(session, 1);
        lost.receive("{\"msg\":\"pong\"}");
        bench.settle();
        assertThat(sent()).hasSize(1);

        comeBack(session, 1);
        // The first one's, who has been answered.
        bench.passPatience();
        assertThat(sent()).isEmpty();
        lost.lost();
        bench.settle();
        assertThat(session()).isEqualTo(session);
    }

    @Test
    void timeOfWhoHasAskedFirst_doesNotAnswerWhoHasAskedSince() {
        begin();
        String session = session();
        Link lost = link;
        comeBack(session, 1);
        RecordingConnection second = connection;
        comeBack(session, 1);
        bench.passPatience();
        assertThat(sent()).isEmpty();

        lost.lost();
        bench.settle();
        assertThat(session()).isEqualTo(session);
        assertThat(second.closings()).containsExactly(CloseCode.NORMAL);
    }

    @Test
    void timeOfWhoHasAskedLast_answersAll() {
        begin();
        String session = session();
        comeBack(session, 1);
        RecordingConnection second = connection;
        comeBack(session, 1);
        bench.passPatience();
        bench.passPatience();

        assertThat(second.sent()).hasSize(1);
        assertThat(session()).isNotEqualTo(session);
        assertThat(sessions.count()).isEqualTo(3);
    }
}

package io.ddp4ee.session;

import java.security.Principal;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may go on with a session, and as whom. */
@SuppressWarnings("FutureReturnValueIgnored") // The session is who waits for it.
class ReturnOfAUserTest extends Roaming {

    @Test
    void anotherUser_doesNotGoOnWithTheSession() {
        begin();
        String session = session();
        lose();
        Principal clerk = () -> "clerk";
        comeBack(new Handshake(Bench.HANDSHAKE.requestUri(), Map.of(), "", clerk, Set.of()), session, 1);
        assertThat(session()).isNotEqualTo(session);
        assertThat(sessions.count()).isOne();
    }

    private void serveLogin() {
        bench.serve("login", false, (session, parameters) -> {
            session.setUserId("user");
            return null;
        });
        bench.serve("who", false, (session, parameters) -> session.userId());
    }

    @Test
    void userThatHasLoggedIn_isStillLoggedIn() {
        serveLogin();
        begin();
        send(Bench.call("m1", "login"));
        String session = session();
        lose();
        comeBack(session, 3);
        send(Bench.call("m2", "who"));

        assertThat(sent())
                .startsWith(connected(session))
                .endsWith("{\"msg\":\"result\",\"id\":\"m2\",\"result\":\"user\"}");
    }

    @Test
    void userThatLogsInMeanwhile_isLoggedIn_andTheDifferenceWaits() {
        serveLogin();
        bench.publish("who", subscription -> {
            subscription.added("a", String.valueOf(subscription.userId()), Map.of());
            subscription.ready();
        });
        begin();
        send(Bench.sub("s1", "who", ""));
        String session = session();
        link.receive(Bench.call("m1", "login"));
        lose();
        comeBack(session, 3);

        assertThat(sent())
                .containsExactly(
                        connected(session),
                        "{\"msg\":\"removed\",\"collection\":\"a\",\"id\":\"null\"}",
                        "{\"msg\":\"added\",\"collection\":\"a\",\"id\":\"user\"}",
                        "{\"msg\":\"ready\",\"subs\":[\"s1\"]}",
                        "{\"msg\":\"updated\",\"methods\":[\"m1\"]}",
                        "{\"msg\":\"result\",\"id\":\"m1\",\"result\":null}");
    }

    @Test
    void containersUserThatComesBack_doesNotReplaceTheOneThatHasLoggedIn_andIsComparedWithItself() {
        serveLogin();
        Handshake clerk = new Handshake(Bench.HANDSHAKE.requestUri(), Map.of(), "", () -> "clerk", Set.of("clerk"));
        open(clerk);
        link.receive("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}");
        bench.settle();
        send(Bench.call("m1", "login"));
        String session = session();
        lose();
        comeBack(clerk, session, 3);
        assertThat(session()).isEqualTo(session);
        assertThat(link.session().handle().userId()).isEqualTo("user");
        assertThat(link.session().handle().isUserInRole("clerk")).isFalse();

        lose();
        comeBack(new Handshake(Bench.HANDSHAKE.requestUri(), Map.of(), "", () -> "user", Set.of()), session, 4);
        assertThat(session()).isNotEqualTo(session);
    }

    @Test
    void sessionIsSeenWhereItsClientIs() {
        begin();
        String session = session();
        lose();
        comeBack(new Handshake(Bench.HANDSHAKE.requestUri(), Map.of(), "elsewhere", null, Set.of()), session, 1);
        assertThat(link.session().handle().clientAddress()).isEqualTo("elsewhere");
    }
}

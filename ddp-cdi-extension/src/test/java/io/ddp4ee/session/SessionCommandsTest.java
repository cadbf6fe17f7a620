package io.ddp4ee.session;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import jakarta.annotation.Nullable;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ddp4ee.UserRoles;
import io.ddp4ee.bus.Notice;
import io.ddp4ee.bus.Notices;
import io.ddp4ee.publication.Production;
import io.ddp4ee.publication.PublicationDefinition;
import io.ddp4ee.security.Access;
import io.ddp4ee.session.SessionCommand.Action;
import io.ddp4ee.session.SessionCommand.By;

import static org.assertj.core.api.Assertions.assertThat;

/** What one server tells of sessions happens to them on all. */
class SessionCommandsTest extends Users {

    private static final String CONNECT = "{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}";

    private final Map<String, Set<String>> roles = new TreeMap<>();
    private final Notices notices = new Notices();
    private final RecordingConnection other = new RecordingConnection();
    private boolean mayGoOn = true;
    private Link otherSession;

    @BeforeEach
    void connect() {
        bench.roles = new UserRoles() {
            @Override
            public Set<String> of(String userId) {
                return roles.getOrDefault(userId, Set.of());
            }

            @Override
            public boolean mayGoOn(String userId, @Nullable String tiedTo) {
                done.add(userId + " tied to " + tiedTo);
                return mayGoOn;
            }
        };
        bench.serve("tieTo", false, (call, parameters) -> {
            call.tieTo((String) parameters.get(0));
            return call.userId();
        });
        bench.publish("secrets", subscription -> {
            if (subscription.session().isUserInRole("clerk")) {
                subscription.added("a", "secret", Map.of());
            }
            subscription.ready();
        });
        bench.publications.put(
                "guarded",
                new PublicationDefinition(
                        "guarded",
                        false,
                        false,
                        "here",
                        new Access(false, Set.of("clerk")),
                        (call, parameters) -> new Production(List.of(), List.of(owned("d/ann")), () -> {})));
        bench.publish("counted", subscription -> {
            done.add("published");
            subscription.ready();
        });
        Sessions sessions = bench.sessions();
        SessionCommands.receive(notices, sessions);
        session = sessions.open(bench.client, Bench.HANDSHAKE);
        session.receive(CONNECT);
        otherSession = sessions.open(other, Bench.HANDSHAKE);
        otherSession.receive(CONNECT);
        bench.settle();
    }

    private void tell(Action action, By by, String key) {
        bench.client.sent().clear();
        other.sent().clear();
        notices.received(List.of(new SessionCommand(action, by, key).notice()));
        bench.settle();
    }

    @Test
    void refreshed_rolesAreOthers_andTheClientIsToldTheDifference() {
        roles.put("ann", Set.of("clerk"));
        setUserId("ann");
        assertThat(say(Bench.sub("s", "secrets", ""))).containsExactly(added("secret"), ready("\"s\""));
        roles.clear();

        tell(Action.REFRESH, By.USER, "ben");
        assertThat(bench.client.sent()).isEmpty();
        tell(Action.REFRESH, By.USER, "ann");

        assertThat(bench.client.sent()).containsExactly(removed("secret"));
        roles.put("ann", Set.of("clerk"));
        tell(Action.REFRESH, By.USER, "ann");
        assertThat(bench.client.sent()).containsExactly(added("secret"));
        assertThat(done).containsExactly("set ann");
    }

    @Test
    void refreshed_whatTheUserMayNoLongerHave_ends() {
        roles.put("ann", Set.of("clerk"));
        setUserId("ann");
        assertThat(say(Bench.sub("s", "guarded", ""))).containsExactly(added("d"), ready("\"s\""));
        roles.clear();

        tell(Action.REFRESH, By.USER, "ann");

        assertThat(bench.client.sent())
                .containsExactlyInAnyOrder(
                        removed("d"),
                        nosub(
                                "s",
                                "{\"isClientSafe\":true,\"error\":403,\"reason\":\"Access denied\","
                                        + "\"message\":\"Access denied [403]\",\"errorType\":\"Meteor.Error\"}"));
    }

    @Test
    void closed_byUser_orByWhatTheyAreTiedTo_othersGoOn() {
        setUserId("ann");
        otherSession.receive(setting("ben"));
        otherSession.receive(Bench.call("t", "tieTo").replace("[]", "[\"token\"]"));
        bench.settle();

        tell(Action.CLOSE, By.TIE, "another token");
        tell(Action.CLOSE, By.USER, "ann");

        assertThat(bench.client.closings()).containsExactly(CloseCode.NORMAL);
        assertThat(other.closings()).isEmpty();
        tell(Action.CLOSE, By.TIE, "token");
        assertThat(other.closings()).containsExactly(CloseCode.NORMAL);
    }

    @Test
    void someMissed_whoeverMayNotGoOnIsClosed_andTheOthersAreRefreshed() {
        roles.put("ann", Set.of("clerk"));
        setUserId("ann");
        say(Bench.sub("s", "secrets", ""));
        say(Bench.call("t", "tieTo").replace("[]", "[\"token\"]"));
        roles.clear();
        bench.client.sent().clear();
        done.clear();

        notices.missed();
        bench.settle();
        assertThat(bench.client.sent()).containsExactly(removed("secret"));
        assertThat(done).containsExactly("ann tied to token");

        mayGoOn = false;
        notices.missed();
        bench.settle();
        assertThat(bench.client.closings()).containsExactly(CloseCode.NORMAL);
        assertThat(other.closings()).isEmpty();
    }

    @Test
    void rolesThatCannotBeTold_closeTheSession() {
        setUserId("ann");
        roles.put("ann", null);

        tell(Action.REFRESH, By.USER, "ann");

        assertThat(bench.client.closings()).containsExactly(CloseCode.TRY_AGAIN_LATER);
    }

    @Test
    void askedForSeveralTimes_isDoneOnce() {
        setUserId("ann");
        say(Bench.sub("s", "counted", ""));
        done.clear();

        for (int i = 0; i < 5; i++) {
            notices.received(List.of(new SessionCommand(Action.REFRESH, By.USER, "ann").notice()));
        }
        bench.settle();

        assertThat(done).containsExactly("published");
    }

    @Test
    void whatIsNoCommand_harmsNobody() {
        notices.received(List.of(
                new SessionCommand(Action.CLOSE, By.USER, "nobody").notice(),
                new Notice(SessionCommand.TOPIC, "[]"),
                new Notice(SessionCommand.TOPIC, "[\"EXPLODE\",\"USER\",\"ann\"]"),
                new Notice("unknown", "x")));
        bench.settle();

        assertThat(say("{\"msg\":\"ping\"}")).containsExactly("{\"msg\":\"pong\"}");
    }
}

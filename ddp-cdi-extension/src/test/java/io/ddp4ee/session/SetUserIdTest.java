package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ddp4ee.DdpException;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.PublicationHandler;
import io.ddp4ee.RateLimit;
import io.ddp4ee.Subscription;
import io.ddp4ee.publication.Production;
import io.ddp4ee.publication.PublicationDefinition;
import io.ddp4ee.security.Access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** All publications run again for another user, and the client is told the difference. */
class SetUserIdTest {

    private static final String INTERNAL = "{\"isClientSafe\":true,\"error\":500,\"reason\":\"Internal server error\","
            + "\"message\":\"Internal server error [500]\",\"errorType\":\"Meteor.Error\"}";

    private final Bench bench = new Bench();
    private final List<String> done = new ArrayList<>();
    private Link session;

    @BeforeEach
    void serve() {
        bench.serve("setUserId", false, (session, parameters) -> {
            session.setUserId((String) parameters.get(0));
            done.add("set " + session.userId());
            return session.userId();
        });
    }

    private List<String> say(String message) {
        bench.client.sent().clear();
        session.receive(message);
        bench.settle();
        return bench.client.sent();
    }

    private List<String> setUserId(String userId) {
        return say(setting(userId));
    }

    private static String setting(String userId) {
        return Bench.call("m", "setUserId").replace("[]", userId == null ? "[null]" : "[\"" + userId + "\"]");
    }

    private static String added(String id) {
        return "{\"msg\":\"added\",\"collection\":\"a\",\"id\":\"" + id + "\"}";
    }

    private static String removed(String id) {
        return "{\"msg\":\"removed\",\"collection\":\"a\",\"id\":\"" + id + "\"}";
    }

    private static String ready(String ids) {
        return "{\"msg\":\"ready\",\"subs\":[" + ids + "]}";
    }

    private static final String UPDATED = "{\"msg\":\"updated\",\"methods\":[\"m\"]}";

    private static String result(String value) {
        return "{\"msg\":\"result\",\"id\":\"m\",\"result\":" + value + "}";
    }

    private static String nosub(String id, String error) {
        return "{\"msg\":\"nosub\",\"id\":\"" + id + "\",\"error\":" + error + "}";
    }

    /** Of each document one or more users. */
    private static PublicationHandler owned(String... documents) {
        return subscription -> {
            for (String document : documents) {
                if (document.contains("/" + subscription.userId())) {
                    subscription.added("a", document.split("/", 2)[0], Map.of());
                }
            }
            subscription.ready();
        };
    }

    @Test
    void documentsOfTheOther_comeAndGo_andThoseOfBothStay() {
        bench.publish("owned", owned("n/null", "a/1", "b/1/2", "c/1/2", "d/2", "e/2"));
        session = bench.connect();
        assertThat(say(Bench.sub("s", "owned", ""))).containsExactly(added("n"), ready("\"s\""));

        assertThat(setUserId("1"))
                .containsExactly(
                        removed("n"), added("a"), added("b"), added("c"), ready("\"s\""), UPDATED, result("\"1\""));
        assertThat(setUserId("2"))
                .containsExactly(removed("a"), added("d"), added("e"), ready("\"s\""), UPDATED, result("\"2\""));
        assertThat(setUserId("2")).containsExactly(ready("\"s\""), UPDATED, result("\"2\""));
        assertThat(setUserId(null))
                .containsExactly(
                        removed("b"),
                        removed("c"),
                        removed("d"),
                        removed("e"),
                        added("n"),
                        ready("\"s\""),
                        UPDATED,
                        result("null"));
    }

    @Test
    void difference_isOfFields_inMeteorsOrder() {
        bench.publish("profile", subscription -> {
            String id = subscription.userId();
            if (id == null) {
                subscription.added("b", "1", new java.util.TreeMap<>(Map.of("x", 1, "y", 2, "z", 3)));
                subscription.added("a", "1", Map.of());
                subscription.added("a", "3", Map.of());
            } else {
                subscription.added("c", "1", Map.of());
                subscription.added("a", "2", Map.of());
                subscription.added("a", "3", Map.of("new", true));
                subscription.added("b", "1", new java.util.TreeMap<>(Map.of("a", 0, "x", 5, "z", 3)));
            }
            subscription.ready();
        });
        session = bench.connect();
        say(Bench.sub("s", "profile", ""));

        assertThat(setUserId("1"))
                .containsExactly(
                        "{\"msg\":\"changed\",\"collection\":\"b\",\"id\":\"1\",\"fields\":{\"x\":5,\"a\":0},"
                                + "\"cleared\":[\"y\"]}",
                        removed("1"),
                        "{\"msg\":\"changed\",\"collection\":\"a\",\"id\":\"3\",\"fields\":{\"new\":true}}",
                        added("2"),
                        "{\"msg\":\"added\",\"collection\":\"c\",\"id\":\"1\"}",
                        ready("\"s\""),
                        UPDATED,
                        result("\"1\""));
    }

    @Test
    void onStop_knowsTheUserBefore_andRunsBeforeThePublicationDoes() {
        bench.publish("owned", subscription -> {
            done.add("publishes for " + subscription.userId());
            subscription.onStop(() -> done.add("stops for " + subscription.userId() + " "
                    + subscription.session().userId()));
            subscription.ready();
        });
        session = bench.connect();
        say(Bench.sub("s", "owned", ""));
        setUserId("1");
        setUserId("2");

        assertThat(done)
                .containsExactly(
                        "publishes for null",
                        "set 1",
                        "stops for null null",
                        "publishes for 1",
                        "set 2",
                        "stops for 1 1",
                        "publishes for 2");
    }

    @Test
    void universalPublication_isWaitedFor_andOverlapsWithANamedOne() {
        bench.queries.established();
        store("d", "one");
        bench.publish("all", true, new Production(List.of(LiveQuery.of(Object.class)), List.of(), () -> {}));
        bench.publishCategories("docs");
        session = bench.connect();
        say(Bench.sub("s1", "docs", "\"*\""));
        say(Bench.sub("s2", "docs", "\":userId\""));
        int reads = bench.database.reads();

        // The universal query is read before anything is told; no document flaps.
        assertThat(setUserId("one")).containsExactly(ready("\"s1\",\"s2\""), UPDATED, result("\"one\""));
        assertThat(bench.database.reads()).isEqualTo(reads + 1);
    }

    @Test
    void universalPublicationThatHasEndedForNobody_beginsForTheUser() {
        bench.publish(
                "user",
                true,
                new Production(
                        List.of(),
                        List.of(subscription -> {
                            if (subscription.userId() == null) {
                                throw new IllegalStateException();
                            }
                            subscription.added("a", subscription.userId(), Map.of());
                        }),
                        () -> {}));
        session = bench.connect();

        assertThat(setUserId("1")).containsExactly(added("1"), UPDATED, result("\"1\""));
        assertThat(setUserId("2")).containsExactly(removed("1"), added("2"), UPDATED, result("\"2\""));
        assertThat(setUserId(null)).containsExactly(removed("2"), UPDATED, result("null"));
        assertThat(session.session().subscriptions().isEmpty()).isTrue();
    }

    @Test
    void queriesThatStay_areNotReadAgain_andStayLive() {
        bench.queries.established();
        store("d", "a");
        bench.publishCategories("docs");
        session = bench.connect();
        say(Bench.sub("s1", "docs", "\"a\""));
        say(Bench.sub("s2", "docs", "\"*\""));
        int reads = bench.database.reads();

        assertThat(setUserId("1")).containsExactly(ready("\"s1\",\"s2\""), UPDATED, result("\"1\""));
        assertThat(bench.database.reads()).isEqualTo(reads);
        bench.client.sent().clear();
        store("d", "b");
        deliver();
        assertThat(bench.client.sent())
                .containsExactly("{\"msg\":\"changed\",\"collection\":\"docs\",\"id\":\"d\","
                        + "\"fields\":{\"version\":2,\"category\":\"b\"}}");
        assertThat(bench.live()).isEqualTo(2);
    }

    @Test
    void queriesThatAreNotWantedAnyMore_areLeft() {
        bench.queries.established();
        bench.publishCategories("docs");
        session = bench.connect();
        setUserId("a");
        say(Bench.sub("s1", "docs", "\":userId\""));
        setUserId("b");
        while (bench.timer.count() > 0 && bench.live() > 1) {
            bench.timer.runOne();
        }

        assertThat(bench.live()).isOne();
        assertThat(session.session().subscriptions().views()).hasSize(1);
    }

    private void store(String id, String category) {
        bench.database.commit(bench.database.begin(), id, category);
    }

    private void deliver() {
        while (!bench.database.notifications().isEmpty()) {
            var batch = bench.database.notifications().remove();
            bench.queries.execute(() -> bench.queries.received(batch));
        }
        bench.settle();
    }

    @Test
    void changeWhileItGoesOn_isPartOfTheDifference() {
        bench.queries.established();
        store("d", "a");
        store("e", "a");
        deliver();
        bench.publishCategories("docs");
        boolean[] stored = new boolean[1];
        bench.publish("other", subscription -> {
            if (subscription.userId() != null) {
                // Joined meanwhile, and not yet.
                store("d", "b");
                deliver();
                store("e", "b");
                deliver();
                stored[0] = true;
            }
            subscription.ready();
        });
        session = bench.connect();
        say(Bench.sub("s0", "docs", "\"a\""));
        say(Bench.sub("s1", "other", ""));
        say(Bench.sub("s2", "docs", "\"*\""));

        assertThat(setUserId("1"))
                .containsExactly(
                        "{\"msg\":\"changed\",\"collection\":\"docs\",\"id\":\"d\",\"fields\":{\"version\":3,"
                                + "\"category\":\"b\"}}",
                        "{\"msg\":\"changed\",\"collection\":\"docs\",\"id\":\"e\",\"fields\":{\"version\":4,"
                                + "\"category\":\"b\"}}",
                        ready("\"s0\",\"s2\",\"s1\""),
                        UPDATED,
                        result("\"1\""));
        assertThat(stored).containsExactly(true);
    }

    @Test
    void publicationThatFailsThen_isToldFirst_andItsDocumentsGoWithTheDifference() {
        bench.publish("failing", subscription -> {
            subscription.added("a", "f", Map.of());
            if (subscription.userId() != null) {
                throw new DdpException(412, "Explicit error");
            }
            subscription.ready();
        });
        bench.publish("erring", subscription -> {
            subscription.added("a", "g", Map.of());
            subscription.ready();
            if (subscription.userId() != null) {
                subscription.error(new IllegalStateException("secret"));
            }
        });
        bench.publish("stopping", subscription -> {
            subscription.added("a", "h", Map.of());
            subscription.ready();
            if (subscription.userId() != null) {
                subscription.stop();
            }
        });
        bench.publish("owned", owned("n/null", "o/1"));
        session = bench.connect();
        say(Bench.sub("s1", "failing", ""));
        say(Bench.sub("s2", "erring", ""));
        say(Bench.sub("s3", "stopping", ""));
        say(Bench.sub("s4", "owned", ""));

        assertThat(setUserId("1"))
                .containsExactly(
                        nosub(
                                "s1",
                                "{\"isClientSafe\":true,\"error\":412,\"reason\":\"Explicit error\","
                                        + "\"message\":\"Explicit error [412]\",\"errorType\":\"Meteor.Error\"}"),
                        nosub("s2", INTERNAL),
                        removed("f"),
                        removed("g"),
                        removed("h"),
                        removed("n"),
                        added("o"),
                        "{\"msg\":\"nosub\",\"id\":\"s3\"}",
                        ready("\"s4\""),
                        UPDATED,
                        result("\"1\""));
        assertThat(setUserId("1")).containsExactly(ready("\"s4\""), UPDATED, result("\"1\""));
    }

    @Test
    void publicationThatTheOtherMayNotSee_isDenied() {
        bench.publications.put(
                "clerks",
                new PublicationDefinition(
                        "clerks",
                        false,
                        false,
                        "here",
                        new Access(false, java.util.Set.of("clerk")),
                        (session, parameters) -> new Production(
                                List.of(),
                                List.of(subscription -> {
                                    subscription.added("a", "c", Map.of());
                                    subscription.ready();
                                }),
                                () -> {})));
        Handshake clerk =
                new Handshake(Bench.HANDSHAKE.requestUri(), Map.of(), "", () -> "clara", java.util.Set.of("clerk"));
        session = bench.sessions().open(bench.client, clerk);
        say("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}");
        assertThat(session.session().handle().userId()).isEqualTo("clara");
        assertThat(say(Bench.sub("s", "clerks", ""))).containsExactly(added("c"), ready("\"s\""));

        assertThat(setUserId("other"))
                .containsExactly(
                        nosub(
                                "s",
                                "{\"isClientSafe\":true,\"error\":403,\"reason\":\"Access denied\","
                                        + "\"message\":\"Access denied [403]\",\"errorType\":\"Meteor.Error\"}"),
                        removed("c"),
                        UPDATED,
                        result("\"other\""));
        assertThat(session.session().handle().userId()).isEqualTo("other");
        assertThat(session.session().handle().principal().getName()).isEqualTo("other");
        assertThat(session.session().handle().isUserInRole("clerk")).isFalse();
        setUserId(null);
        assertThat(session.session().handle().principal()).isNull();
    }

    @Test
    void handlerThatIsReadyLater_isNotWaitedFor_andSaysSoItself() {
        List<Subscription> hand = new ArrayList<>();
        bench.publish("hand", hand::add);
        bench.publish("owned", owned("o/1"));
        session = bench.connect();
        say(Bench.sub("s1", "hand", ""));
        hand.get(0).ready();
        say(Bench.sub("s2", "owned", ""));

        assertThat(setUserId("1")).containsExactly(added("o"), ready("\"s2\""), UPDATED, result("\"1\""));
        bench.client.sent().clear();
        hand.get(0).added("a", "late", Map.of());
        hand.get(1).added("a", "p", Map.of());
        hand.get(1).ready();
        assertThat(bench.client.sent()).containsExactly(added("p"), ready("\"s1\""));
    }

    @Test
    void afterUnblock_itIsRefused() {
        bench.serve("late", false, (session, parameters) -> {
            session.unblock();
            session.setUserId("1");
            return null;
        });
        bench.serve("beside", true, (session, parameters) -> {
            assertThatIllegalStateException()
                    .isThrownBy(() -> session.setUserId("1"))
                    .withMessage("Can't call setUserId in a method after calling unblock");
            return "refused";
        });
        bench.publish("setting", subscription -> subscription.session().setUserId("1"));
        session = bench.connect();

        assertThat(say(Bench.call("m", "late")))
                .containsExactly(UPDATED, "{\"msg\":\"result\",\"id\":\"m\",\"error\":" + INTERNAL + "}");
        assertThat(say(Bench.call("m", "beside"))).contains(result("\"refused\""));
        assertThat(say(Bench.sub("s", "setting", ""))).containsExactly(nosub("s", INTERNAL));
        assertThatIllegalStateException()
                .isThrownBy(() -> session.session().handle().setUserId("1"))
                .withMessageContaining("method");
        assertThat(session.session().handle().userId()).isNull();
    }

    @Test
    void unblockAfterIt_leavesTheNextMessageToTheOther() {
        bench.serve("login", false, (session, parameters) -> {
            session.setUserId("1");
            session.unblock();
            bench.settle();
            assertThatIllegalStateException().isThrownBy(() -> session.setUserId("2"));
            return null;
        });
        bench.serve("who", false, (session, parameters) -> session.userId());
        session = bench.connect();
        session.receive(Bench.call("m", "login"));
        session.receive(Bench.call("n", "who"));
        bench.settle();

        assertThat(bench.client.sent())
                .containsExactly(
                        UPDATED,
                        result("null"),
                        "{\"msg\":\"updated\",\"methods\":[\"n\"]}",
                        "{\"msg\":\"result\",\"id\":\"n\",\"result\":\"1\"}");
    }

    @Test
    void methodThatFails_leavesTheUser() {
        bench.serve("fails", false, (session, parameters) -> {
            session.setUserId("1");
            throw new DdpException(403, "No");
        });
        bench.publish("owned", owned("o/1"));
        session = bench.connect();
        say(Bench.sub("s", "owned", ""));

        assertThat(say(Bench.call("m", "fails"))).hasSize(2).startsWith(UPDATED);
        assertThat(session.session().handle().userId()).isNull();
    }

    @Test
    void twiceInAMethod_theLastCounts() {
        bench.serve("twice", false, (session, parameters) -> {
            session.setUserId("1");
            session.setUserId("2");
            return session.userId();
        });
        bench.publish("owned", owned("o/1", "p/2"));
        session = bench.connect();
        say(Bench.sub("s", "owned", ""));

        assertThat(say(Bench.call("m", "twice"))).containsExactly(added("p"), ready("\"s\""), UPDATED, result("\"2\""));
    }

    @Test
    void twoInARow_areOneAfterTheOther_andSoIsWhatFollows() {
        bench.publish("owned", owned("o/1", "p/2"));
        session = bench.connect();
        say(Bench.sub("s", "owned", ""));
        bench.client.sent().clear();
        session.receive(setting("1"));
        session.receive(setting("2"));
        session.receive("{\"msg\":\"unsub\",\"id\":\"s\"}");
        bench.settle();

        assertThat(bench.client.sent())
                .containsExactly(
                        added("o"),
                        ready("\"s\""),
                        UPDATED,
                        result("\"1\""),
                        removed("o"),
                        added("p"),
                        ready("\"s\""),
                        UPDATED,
                        result("\"2\""),
                        removed("p"),
                        "{\"msg\":\"nosub\",\"id\":\"s\"}");
    }

    @Test
    void rateLimits_countForTheUserThatThereIs() {
        bench.rateLimits.add(
                RateLimit.of(1, java.time.Duration.ofSeconds(10)).methods("who").perUser());
        bench.serve("who", false, (session, parameters) -> session.userId());
        session = bench.connect();
        setUserId("1");
        assertThat(say(Bench.call("m", "who"))).containsExactly(UPDATED, result("\"1\""));
        assertThat(say(Bench.call("m", "who")).get(1)).contains("too-many-requests");
        setUserId("2");
        assertThat(say(Bench.call("m", "who"))).containsExactly(UPDATED, result("\"2\""));
    }
}

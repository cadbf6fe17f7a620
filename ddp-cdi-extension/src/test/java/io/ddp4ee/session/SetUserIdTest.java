package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.ddp4ee.DdpException;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.Subscription;
import io.ddp4ee.publication.Production;
import io.ddp4ee.publication.PublicationDefinition;
import io.ddp4ee.security.Access;

import static org.assertj.core.api.Assertions.assertThat;

/** All publications run again for another user, and the client is told the difference. */
class SetUserIdTest extends Users {

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
}

package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ddp4ee.DdpException;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.Subscription;
import io.ddp4ee.document.Document;
import io.ddp4ee.message.Fields;
import io.ddp4ee.publication.Production;
import io.ddp4ee.publication.PublicationDefinition;
import io.ddp4ee.security.Access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/** Subscriptions are ended by whomever, in whatever state: the client is told, in Meteor's order, and nothing is left over. */
class StopTest extends Users {

    private static final String NOSUB = "{\"msg\":\"nosub\",\"id\":\"s\"}";
    private static final String UNSUB = "{\"msg\":\"unsub\",\"id\":\"s\"}";
    private static final String CHANGED = "{\"msg\":\"changed\",\"collection\":\"a\",\"id\":\"x\",\"fields\":";

    private final List<Subscription> hand = new ArrayList<>();

    @BeforeEach
    void publish() {
        bench.publish("hand", subscription -> {
            hand.add(subscription);
            subscription.added("a", "x", Map.of());
            subscription.ready();
        });
        bench.serve("stop", false, (session, parameters) -> {
            hand.get(0).stop();
            return null;
        });
        bench.serve("next", false, (session, parameters) -> done.add("next"));
    }

    private void subscribe() {
        session = bench.connect();
        say(Bench.sub("s", "hand", ""));
    }

    @Test
    void whatIsNotNamed_isRefused_andNothingIsChanged() {
        subscribe();
        Subscription one = hand.get(0);

        assertThatNullPointerException()
                .isThrownBy(() -> one.added("a", null, Map.of()))
                .withMessage("id");
        assertThatNullPointerException()
                .isThrownBy(() -> one.added(null, "x", Map.of()))
                .withMessage("collection");
        assertThatNullPointerException()
                .isThrownBy(() -> one.changed("a", null, Map.of()))
                .withMessage("id");
        assertThatNullPointerException()
                .isThrownBy(() -> one.cleared(null, "x", "f"))
                .withMessage("collection");
        assertThatNullPointerException()
                .isThrownBy(() -> one.cleared("a", "x", (String) null))
                .withMessage("a field's name");
        assertThatNullPointerException()
                .isThrownBy(() -> one.removed("a", null))
                .withMessage("id");
        assertThat(say(UNSUB)).containsExactly(removed("x"), NOSUB);
    }

    @Test
    void documentWithoutAnId_failsTheSubscription_andTheSessionGoesOn() {
        bench.publish("faulty", subscription -> subscription.added("a", null, Map.of()));
        session = bench.connect();

        assertThat(say(Bench.sub("s", "faulty", ""))).containsExactly(nosub("s", INTERNAL));
        assertThat(say(Bench.sub("s", "faulty", ""))).containsExactly(nosub("s", INTERNAL));
        assertThat(setUserId("1")).containsExactly(UPDATED, result("\"1\""));
    }

    /** As if the server were wrong somewhere: no message can be made of it. */
    private void addUntellable(Subscription subscription) {
        Source source = ((HandlerSubscription) subscription).source();
        session.session().locked(() -> {
            try {
                session.session().subscriptions().mergeBox().added(source, "a", new Document(null, Fields.NONE));
            } catch (NullPointerException e) {
                done.add("untellable");
            }
        });
    }

    @Test
    void documentsThatCannotBeTakenAway_keepNobodyFromBeingTold() {
        subscribe();
        addUntellable(hand.get(0));

        assertThat(say(UNSUB)).contains(NOSUB);
        assertThat(say(UNSUB)).containsExactly(NOSUB);
        assertThat(setUserId("1")).containsExactly(UPDATED, result("\"1\""));
    }

    @Test
    void differenceThatCannotBeTold_keepsNothingFromGoingOn() {
        bench.publish("untellable", subscription -> {
            if (subscription.userId() != null) {
                addUntellable(subscription);
            }
            subscription.ready();
        });
        session = bench.connect();
        say(Bench.sub("s", "untellable", ""));

        assertThat(setUserId("1")).containsExactly(ready("\"s\""), UPDATED, result("\"1\""));
        assertThat(setUserId(null)).contains(ready("\"s\""), UPDATED, result("null"));
    }

    @Test
    void stoppedByAMethod_isToldBeforeItsAnswer() {
        subscribe();

        assertThat(say(Bench.call("m", "stop"))).containsExactly(removed("x"), NOSUB, UPDATED, result("null"));
    }

    @Test
    void failedByAMethod_isToldBeforeItsAnswer() {
        bench.serve("fail", false, (session, parameters) -> {
            hand.get(0).error(new IllegalStateException("on purpose"));
            return null;
        });
        subscribe();

        assertThat(say(Bench.call("m", "fail")))
                .containsExactly(removed("x"), nosub("s", INTERNAL), UPDATED, result("null"));
    }

    @Test
    void stoppedByAMethod_withAQuery_isToldBeforeUpdated() {
        bench.queries.established();
        store("d", "a");
        bench.publish("both", false, new Production(List.of(LiveQuery.of(Object.class)), List.of(hand::add), () -> {}));
        session = bench.connect();
        say(Bench.sub("s", "both", "\"a\""));

        List<String> told = say(Bench.call("m", "stop"));

        assertThat(told).hasSize(4).endsWith(NOSUB, UPDATED).contains(result("null"));
        assertThat(told.get(1)).contains("\"removed\"");
    }

    @Test
    void nextMessage_comesAfterTheActionsOfTheEnd() {
        subscribe();
        hand.get(0).onStop(() -> {
            // Whatever could run meanwhile.
            bench.settle();
            done.add("stopped");
        });

        session.receive(UNSUB);
        session.receive(Bench.call("m", "next"));
        bench.settle();

        assertThat(done).containsExactly("stopped", "next");
    }

    @Test
    void sessionThatIsClosedWhileASubscriptionEnds_endsAfterIt() {
        bench.queries.established();
        bench.publish("both", false, new Production(List.of(LiveQuery.of(Object.class)), List.of(hand::add), () -> {}));
        session = bench.connect();
        session.session().handle().onClose(() -> done.add("closed"));
        say(Bench.sub("s", "both", "\"a\""));
        hand.get(0).onStop(() -> done.add("stopped"));

        session.receive(UNSUB);
        bench.workers.runOne();
        session.session().close(CloseCode.NORMAL, null);
        while (bench.finishers.runOne()) {
            // The query has not been left.
        }
        assertThat(done).isEmpty();
        bench.settle();

        assertThat(done).containsExactly("stopped", "closed");
        assertThat(bench.events).containsExactly("opened", "closed");
    }

    @Test
    void sessionThatIsClosedWhileAllRunAgain_endsAfterThoseThatWere() {
        subscribe();
        session.session().handle().onClose(() -> done.add("closed"));
        hand.get(0).onStop(() -> {
            session.session().close(CloseCode.NORMAL, null);
            bench.settle();
            done.add("stopped");
        });

        setUserId("1");

        assertThat(done).containsExactly("set 1", "stopped", "closed");
    }

    @Test
    void documentOfTwoHandlers_goesAtOnce() {
        bench.publish(
                "two",
                subscription -> subscription.added("a", "x", Map.of("a", 1)),
                subscription -> subscription.added("a", "x", new java.util.TreeMap<>(Map.of("a", 2, "b", 2))));
        session = bench.connect();
        assertThat(say(Bench.sub("s", "two", ""))).hasSize(2).endsWith(CHANGED + "{\"b\":2}}");

        assertThat(say(UNSUB)).containsExactly(removed("x"), NOSUB);
    }

    @Test
    void parametersThatAPublicationChanges_areWhatTheClientHasSent_whenItRunsAgain() {
        bench.publications.put(
                "changing",
                new PublicationDefinition(
                        "changing", false, false, "here", Access.EVERYBODY, StopTest.this::produceChanging));
        session = bench.connect();
        say(Bench.sub("s", "changing", "{\"a\":[1]},2"));

        setUserId("1");

        assertThat(done).containsExactly("[{a=[1]}, 2]", "set 1", "[{a=[1]}, 2]");
    }

    private Production produceChanging(Object by, List<Object> parameters) {
        done.add(parameters.toString().replace("1.0", "1").replace("2.0", "2"));
        @SuppressWarnings("unchecked")
        Map<String, List<Object>> first = (Map<String, List<Object>>) parameters.get(0);
        first.get("a").add(3);
        first.put("b", List.of());
        parameters.clear();
        return new Production(List.of(), List.of(), () -> {});
    }

    @Test
    void afterTheEnd_nothingIsAskedOfTheApplication() {
        bench.mapper = e -> {
            done.add("asked");
            return java.util.Optional.of(new DdpException("late", "Late"));
        };
        subscribe();
        say(UNSUB);
        bench.client.sent().clear();

        hand.get(0).added("a", "y", "no object");
        hand.get(0).changed("a", "x", new Eventful());
        hand.get(0).added(null, null, null);
        hand.get(0).error(new IllegalStateException("late"));
        bench.settle();

        assertThat(done).isEmpty();
        assertThat(bench.client.sent()).isEmpty();
    }

    public final class Eventful {
        public int getField() {
            done.add("written");
            return 1;
        }
    }

    @Test
    void universalDocuments_comeDirectlyAfterConnected() {
        bench.publish(
                "everybody", true, new Production(List.of(), List.of(one -> one.added("a", "x", Map.of())), () -> {}));
        Link link = bench.open();
        link.receive("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}");
        link.receive(Bench.call("m", "next"));
        bench.settle();

        assertThat(bench.client.sent()).hasSize(4);
        assertThat(bench.client.sent().get(0)).startsWith("{\"msg\":\"connected\"");
        assertThat(bench.client.sent().get(1)).isEqualTo(added("x"));
    }
}

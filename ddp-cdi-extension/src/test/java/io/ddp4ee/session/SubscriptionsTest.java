package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.ddp4ee.LiveQuery;
import io.ddp4ee.Subscription;
import io.ddp4ee.publication.Production;

import static org.assertj.core.api.Assertions.assertThat;

class SubscriptionsTest {

    private final Bench bench = new Bench();
    private final List<Subscription> handled = new ArrayList<>();

    @Test
    void handlerThatIsNotReadyYet_letsTheSessionGoOn() {
        bench.publish("slow", handled::add);
        bench.serve("hello", false, (session, parameters) -> "hello");
        Link session = bench.connect();

        session.receive(Bench.sub("s1", "slow", ""));
        session.receive(Bench.call("m1", "hello"));
        bench.settle();
        assertThat(bench.client.sent())
                .noneMatch(text -> text.contains("ready"))
                .anyMatch(text -> text.contains("result"));

        session.receive("{\"msg\":\"unsub\",\"id\":\"s1\"}");
        bench.settle();
        assertThat(bench.client.sent()).contains("{\"msg\":\"nosub\",\"id\":\"s1\"}");
    }

    @Test
    void ready_comesAfterEveryHandlersWord() {
        bench.publish("two", handled::add, handled::add);
        Link session = bench.connect();
        session.receive(Bench.sub("s1", "two", ""));
        bench.settle();

        handled.get(0).ready();
        handled.get(0).ready();
        assertThat(bench.client.sent()).isEmpty();

        handled.get(1).ready();
        assertThat(bench.client.sent()).containsExactly("{\"msg\":\"ready\",\"subs\":[\"s1\"]}");
    }

    @Test
    void handlerThatStops_keepsTheNextFromBeingCalled() {
        bench.publish("stopping", Subscription::stop, handled::add);
        Link session = bench.connect();

        session.receive(Bench.sub("s1", "stopping", ""));
        bench.settle();

        assertThat(handled).isEmpty();
        assertThat(bench.client.sent()).containsExactly("{\"msg\":\"nosub\",\"id\":\"s1\"}");
    }

    @Test
    void universalSubscription_hasItsViews_untilItStops_andTheClientIsToldNothing() {
        bench.publish(
                "everybody",
                true,
                new Production(List.of(LiveQuery.of(Object.class)), List.of(handled::add), () -> {}));
        Link session = bench.connect();
        assertThat(session.session().subscriptions().views()).hasSize(1);

        bench.queries.established();
        handled.get(0).ready();
        bench.settle();
        assertThat(session.session().subscriptions().isEmpty()).isFalse();
        handled.get(0).stop();
        bench.settle();
        assertThat(session.session().subscriptions().isEmpty()).isTrue();
        assertThat(bench.client.sent()).isEmpty();
    }

    @Test
    void errorInAnAction_keepsNothingFromEnding() {
        List<String> ended = new ArrayList<>();
        bench.publish(
                "careless",
                false,
                new Production(
                        List.of(),
                        List.of(subscription -> subscription.onStop(() -> {
                            throw new StackOverflowError();
                        })),
                        () -> ended.add("disposed")));
        bench.serve("hello", false, (session, parameters) -> "hello");
        Link session = bench.connect();
        session.session().handle().onClose(() -> {
            throw new StackOverflowError();
        });
        session.session().handle().onClose(() -> ended.add("closed"));

        session.receive(Bench.sub("s1", "careless", ""));
        session.receive("{\"msg\":\"unsub\",\"id\":\"s1\"}");
        session.receive(Bench.call("m1", "hello"));
        bench.settle();
        assertThat(ended).containsExactly("disposed");
        assertThat(bench.client.sent()).anyMatch(text -> text.contains("\"result\":\"hello\""));

        session.close(CloseCode.NORMAL, null);
        bench.settle();
        assertThat(ended).containsExactly("disposed", "closed");
        assertThat(bench.events).containsExactly("opened", "closed");
    }

    @Test
    void documentsOfAHandler_goWithIt() {
        bench.publish("hand", subscription -> {
            subscription.added("docs", "d1", Map.of("a", 1));
            subscription.ready();
        });
        Link session = bench.connect();

        session.receive(Bench.sub("s1", "hand", ""));
        session.receive("{\"msg\":\"unsub\",\"id\":\"s1\"}");
        bench.settle();

        assertThat(bench.client.sent())
                .containsExactly(
                        "{\"msg\":\"added\",\"collection\":\"docs\",\"id\":\"d1\",\"fields\":{\"a\":1}}",
                        "{\"msg\":\"ready\",\"subs\":[\"s1\"]}",
                        "{\"msg\":\"removed\",\"collection\":\"docs\",\"id\":\"d1\"}",
                        "{\"msg\":\"nosub\",\"id\":\"s1\"}");
    }
}

package io.ddp4ee.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import io.ddp4ee.DdpException;
import io.ddp4ee.Subscription;
import io.ddp4ee.publication.Production;

import static org.assertj.core.api.Assertions.assertThat;

/** In which order Meteor's server says and does things. */
class OrderTest {

    private final Bench bench = new Bench();

    @Test
    void session_connected_thenUniversalPublications_thenOpened_thenTheFirstMessage() {
        bench.publish(
                "universal",
                true,
                new Production(
                        List.of(),
                        List.of(subscription -> {
                            bench.events.add("universal");
                            subscription.added("config", "1", Map.of("a", 1));
                        }),
                        () -> {}));
        bench.serve("first", false, (session, parameters) -> {
            bench.events.add("method");
            return 1;
        });
        Link session = bench.open();

        session.receive("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}");
        session.receive(Bench.call("m1", "first"));
        bench.settle();

        assertThat(bench.events).containsExactly("universal", "opened", "method");
        assertThat(bench.client.sent().get(0)).startsWith("{\"msg\":\"connected\",\"session\":");
        assertThat(bench.client.sent().subList(1, 4))
                .containsExactly(
                        "{\"msg\":\"added\",\"collection\":\"config\",\"id\":\"1\",\"fields\":{\"a\":1}}",
                        "{\"msg\":\"updated\",\"methods\":[\"m1\"]}",
                        "{\"msg\":\"result\",\"id\":\"m1\",\"result\":1}");
    }

    @Test
    void readyIsSaidAtOnce_alsoIfThePublicationFailsAfterwards() {
        bench.publish("fails", subscription -> {
            subscription.added("a", "1", Map.of());
            subscription.ready();
            throw new DdpException("gone", "Gone");
        });
        bench.connect().receive(Bench.sub("s1", "fails", ""));
        bench.settle();

        assertThat(bench.client.sent())
                .hasSize(4)
                .startsWith(
                        "{\"msg\":\"added\",\"collection\":\"a\",\"id\":\"1\"}",
                        "{\"msg\":\"ready\",\"subs\":[\"s1\"]}",
                        "{\"msg\":\"removed\",\"collection\":\"a\",\"id\":\"1\"}")
                .last()
                .asString()
                .startsWith("{\"msg\":\"nosub\",\"id\":\"s1\",\"error\":{\"isClientSafe\":true,\"error\":\"gone\"");
    }

    @Test
    void severalHandlers_readyComesWithTheLast() {
        Subscription[] first = new Subscription[1];
        bench.publish("two", subscription -> first[0] = subscription, Subscription::ready);
        bench.connect().receive(Bench.sub("s1", "two", ""));
        bench.settle();
        assertThat(bench.client.sent()).isEmpty();

        first[0].ready();
        bench.settle();
        assertThat(bench.client.sent()).containsExactly("{\"msg\":\"ready\",\"subs\":[\"s1\"]}");
    }

    @Test
    void documentThatIsAddedAgain_showsOnlyWhatIsNew() {
        bench.publish("again", subscription -> {
            subscription.added("a", "1", Map.of("x", 1));
            subscription.added("a", "1", new TreeMap<>(Map.of("x", 2, "y", 3)));
            subscription.changed("a", "1", Map.of("x", 4));
        });
        bench.connect().receive(Bench.sub("s1", "again", ""));
        bench.settle();

        assertThat(bench.client.sent())
                .containsExactly(
                        "{\"msg\":\"added\",\"collection\":\"a\",\"id\":\"1\",\"fields\":{\"x\":1}}",
                        "{\"msg\":\"changed\",\"collection\":\"a\",\"id\":\"1\",\"fields\":{\"y\":3}}",
                        "{\"msg\":\"changed\",\"collection\":\"a\",\"id\":\"1\",\"fields\":{\"x\":4}}");
    }

    @Test
    void changedFields_areSentInTheOrderInWhichTheyAreGiven() {
        bench.publish("ordered", subscription -> {
            subscription.added("a", "1", new TreeMap<>(Map.of("x", 1, "y", 2, "z", 3)));
            Map<String, Object> changed = new LinkedHashMap<>();
            changed.put("z", 4);
            changed.put("w", 5);
            changed.put("y", null);
            changed.put("x", 1);
            subscription.changed("a", "1", changed);
        });
        bench.connect().receive(Bench.sub("s1", "ordered", ""));
        bench.settle();

        assertThat(bench.client.sent())
                .endsWith(
                        "{\"msg\":\"changed\",\"collection\":\"a\",\"id\":\"1\",\"fields\":{\"z\":4,\"w\":5,\"y\":null}}");
    }
}

package io.ddp4ee.session;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.ddp4ee.RateLimit;

import static org.assertj.core.api.Assertions.assertThat;

/** A call beyond a limit is answered as Meteor answers it, and not run. */
class RateLimitsTest {

    private static final RateLimit ONE = RateLimit.of(1, Duration.ofSeconds(10));

    private static final String ERROR = "{\"isClientSafe\":true,\"error\":\"too-many-requests\","
            + "\"reason\":\"Error, too many requests. Please slow down. You must wait 10 seconds before trying again.\","
            + "\"details\":{\"timeToReset\":10000},"
            + "\"message\":\"Error, too many requests. Please slow down. You must wait 10 seconds before trying again."
            + " [too-many-requests]\",\"errorType\":\"Meteor.Error\"}";

    private final Bench bench = new Bench();

    @Test
    void methodBeyondALimit_isNotRun_updatedComesFirst() {
        AtomicInteger runs = new AtomicInteger();
        bench.serve("count", false, (session, parameters) -> runs.incrementAndGet());
        bench.rateLimits.add(ONE.methods("count"));
        Link session = bench.connect();

        session.receive(Bench.call("m1", "count"));
        session.receive(Bench.call("m2", "count"));
        bench.settle();

        assertThat(runs).hasValue(1);
        assertThat(bench.client.sent())
                .endsWith(
                        "{\"msg\":\"updated\",\"methods\":[\"m2\"]}",
                        "{\"msg\":\"result\",\"id\":\"m2\",\"error\":" + ERROR + "}");
    }

    @Test
    void subscriptionBeyondALimit_nosub() {
        bench.publish("hand", subscription -> subscription.ready());
        bench.rateLimits.add(ONE.subscriptions());
        Link session = bench.connect();

        session.receive(Bench.sub("s1", "hand", ""));
        session.receive(Bench.sub("s2", "hand", ""));
        bench.settle();

        assertThat(bench.client.sent())
                .containsExactly(
                        "{\"msg\":\"ready\",\"subs\":[\"s1\"]}",
                        "{\"msg\":\"nosub\",\"id\":\"s2\",\"error\":" + ERROR + "}");
    }

    @Test
    void whatDoesNotExistOrIsThereAlready_isNotCounted() {
        bench.publish("hand", subscription -> subscription.ready());
        bench.rateLimits.add(RateLimit.of(2, Duration.ofSeconds(10)));
        Link session = bench.connect();

        session.receive(Bench.call("m1", "nothing"));
        session.receive(Bench.sub("s0", "nothing", ""));
        session.receive(Bench.sub("s1", "hand", ""));
        session.receive(Bench.sub("s1", "hand", ""));
        session.receive(Bench.sub("s2", "hand", ""));
        bench.settle();

        assertThat(bench.client.sent())
                .endsWith("{\"msg\":\"ready\",\"subs\":[\"s1\"]}", "{\"msg\":\"ready\",\"subs\":[\"s2\"]}");
    }
}

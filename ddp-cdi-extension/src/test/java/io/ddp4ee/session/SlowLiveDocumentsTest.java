package io.ddp4ee.session;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Documents in memory for clients that read slowly, or not at all. */
class SlowLiveDocumentsTest extends Levels {

    @Test
    void clientThatDoesNotRead_isSentThePresentStateOnce() {
        Link session = connectBounded();
        bench.client.stopReading();
        put("in flight", Map.of());
        put("a", Map.of("price", 0));
        put("waits", Map.of());
        for (int i = 1; i <= 1000; i++) {
            put("a", Map.of("price", i));
            put("once", Map.of("price", i));
            remove("once");
        }
        remove("waits");
        assertThat(session.session().isClosed()).isFalse();

        bench.client.readAgain();
        bench.settle();

        assertThat(sent())
                .containsExactly(
                        message("added", "in flight", ""),
                        added("a", "{\"price\":0}"),
                        changed("a", "{\"price\":1000}"));
        put("a", Map.of("price", 1));
        assertThat(sent()).containsExactly(changed("a", "{\"price\":1}"));
    }

    @Test
    void clientThatNeverReads_costsNothingMore() {
        Link session = connectBounded();
        bench.client.stopReading();
        put("in flight", Map.of());
        put("waits", Map.of());
        int waiting = bench.pool.count();
        for (int i = 0; i < 1000; i++) {
            put("x", Map.of("price", i));
            remove("x");
        }

        assertThat(session.session().isClosed()).isFalse();
        bench.client.readAgain();
        // Each of those who had waited for their turn would be a task.
        assertThat(bench.pool.count() - waiting).isLessThanOrEqualTo(1);
        bench.settle();
        assertThat(sent()).containsExactly(message("added", "in flight", ""), message("added", "waits", ""));
    }

    /** Of 300 characters, which are soon full. */
    private Link connectBounded() {
        bench.limits = new SessionLimits(
                1000, 10_000, 2, 300, 1000, bench.limits.sendTimeout(), bench.limits.heartbeat(), Bench.NO_RESUMPTION);
        Link session = subscribed();
        sent();
        return session;
    }

    @Test
    void whatAMethodPuts_isSentBeforeItCountsAsDone_alsoToAClientThatDoesNotRead() {
        bench.serve("put", false, (session, parameters) -> {
            levels.put("a", Map.of("price", 2));
            return null;
        });
        Link session = connectBounded();
        bench.client.stopReading();
        put("in flight", Map.of());
        put("a", Map.of("price", 0));
        put("a", Map.of("price", 1));

        say(session, Bench.call("m", "put"));
        bench.client.readAgain();
        bench.settle();

        assertThat(sent())
                .containsSubsequence(
                        added("a", "{\"price\":0}"),
                        changed("a", "{\"price\":2}"),
                        "{\"msg\":\"updated\",\"methods\":[\"m\"]}")
                .doesNotContain(changed("a", "{\"price\":1}"));
    }

    @Test
    void unsubWhileChangesWait_takesAwayWhatWasSent() {
        Link session = subscribed();
        sent();
        put("a", Map.of("price", 0));
        bench.client.stopReading();
        put("in flight", Map.of());
        put("waits", Map.of());
        put("a", Map.of("price", 1));
        put("never sent", Map.of());

        say(session, unsub("s"));
        bench.client.readAgain();
        bench.settle();

        assertThat(sent())
                .containsExactly(
                        added("a", "{\"price\":0}"),
                        message("added", "in flight", ""),
                        message("added", "waits", ""),
                        removed("a"),
                        removed("in flight"),
                        removed("waits"),
                        "{\"msg\":\"nosub\",\"id\":\"s\"}");
    }
}

package io.ddp4ee.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ddp4ee.it.wire.Mutations;
import io.ddp4ee.it.wire.ScriptedPublication;
import io.ddp4ee.test.DdpClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients that send what no client should: each gets its answers, others notice nothing, and nothing is left of it. */
@ExtendWith(ArquillianExtension.class)
class FuzzIT {

    private static final int FRAMES = Integer.getInteger("it.fuzz.frames", 20_000);
    private static final int FUZZERS = 4;
    private static final String SESSION = "io.ddp4ee.session.Session";
    private static final long BESIDES = 32L * 1024 * 1024;

    @Deployment(name = "probe", order = 1, testable = false)
    static WebArchive probe() {
        return ServerProbe.war();
    }

    @Deployment(name = "fuzzed", order = 2, testable = false)
    static WebArchive war() {
        return TestApplication.war(ScriptedPublication.class);
    }

    @Test
    void anything_isAnswered_othersDoNotNotice_andMemoryIsBounded() {
        long seed = Long.getLong("it.seed", System.nanoTime());
        System.out.println("fuzz: seed " + seed + ", " + FRAMES + " frames");
        try (DdpClient other = TestApplication.subscribed("section")) {
            Heap before = ServerProbe.heap();
            long connections = ServerProbe.connections();
            List<CompletableFuture<Void>> running = new ArrayList<>();
            for (int i = 0; i < FUZZERS; i++) {
                Mutations mutations = new Mutations(
                        seed + i,
                        "connecting.txt",
                        "bad-input.txt",
                        "methods.txt",
                        "subscriptions.txt",
                        "merge-box.txt");
                Fuzzer fuzzer = new Fuzzer(i % 2 == 1, mutations);
                running.add(CompletableFuture.runAsync(() -> {
                    fuzzer.send(FRAMES / FUZZERS);
                    System.out.println("fuzz: " + fuzzer.answers());
                }));
            }
            CompletableFuture<Void> all = CompletableFuture.allOf(running.toArray(new CompletableFuture<?>[0]));
            int calls = useMeanwhile(other, all);
            all.join();
            assertThat(other.received())
                    .as("what the other client was sent")
                    .noneMatch(message -> message.contains("\"msg\":\"error\""))
                    .filteredOn(message -> message.contains("\"msg\":\"result\""))
                    .hasSize(calls);
            Awaitility.await("nothing is left")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> {
                        assertNothingLeft(before, ServerProbe.heap());
                        assertThat(ServerProbe.connections()).as("connections").isLessThanOrEqualTo(connections);
                    });
        }
    }

    private static void assertNothingLeft(Heap before, Heap after) {
        assertThat(after.instances(SESSION)).as("sessions").isLessThanOrEqualTo(before.instances(SESSION));
        assertThat(after.bytes() - before.bytes()).as("bytes").isLessThan(BESIDES);
    }

    /** Writes and reads as if nothing were. */
    private static int useMeanwhile(DdpClient other, CompletableFuture<Void> running) {
        Object id = other.call("addSection", "Beside noise", 1);
        int calls = 1;
        while (!running.isDone()) {
            String name = "Beside noise " + calls;
            other.call("renameSection", id, name);
            assertThat(other.collection("section").get((String) id)).containsEntry("name", name);
            calls++;
        }
        return calls;
    }
}

package io.ddp4ee.benchmarks.scenario;

import java.io.IOException;
import java.time.Duration;

import io.ddp4ee.benchmarks.client.Client;
import io.ddp4ee.benchmarks.client.Swarm;
import io.ddp4ee.benchmarks.client.Tally;
import io.ddp4ee.benchmarks.client.Tally.Event;
import io.ddp4ee.benchmarks.config.Setting;
import io.ddp4ee.benchmarks.report.Progress;

/** Subscriptions to authors by e-mail, spread over sessions, and these over the servers. They become more. */
final class Subscriptions implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** So many are under way at a time, and have to be ready within that patience. */
    private static final int AT_ONCE = 10_000;

    private final World world;
    private final boolean distinct;
    private final Swarm swarm;
    private int size;
    private String setUp = "";

    /** @param distinct each to another author; else all to the first */
    Subscriptions(World world, boolean distinct) throws IOException {
        this.world = world;
        this.distinct = distinct;
        this.swarm = new Swarm();
    }

    void growTo(int more) throws IOException, InterruptedException {
        connect(Math.min(more, Setting.SESSIONS.number()));
        int before = size;
        long start = System.nanoTime();
        while (size < more) {
            subscribe(Math.min(more, size + AT_ONCE));
            Progress.tell("%s are ready".formatted(this));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        int added = size - before;
        setUp = "%d more, to %s, were ready after %.1f s (%.0f a second)."
                .formatted(added, this, seconds, added / seconds);
    }

    private void connect(int sessions) throws IOException, InterruptedException {
        for (int i = swarm.clients().size(); i < sessions; i++) {
            swarm.connect(
                    world.servers().get(i % world.servers().size()).uri("/" + World.BOOKSTORE + "/websocket"), true);
            // What connects at once is another scenario.
            tally().await(Event.CONNECTED, i + 1, PATIENCE);
        }
    }

    private void subscribe(int more) throws InterruptedException {
        for (; size < more; size++) {
            Client client = swarm.clients().get(size % Setting.SESSIONS.number());
            client.subscribe("s" + size, "BooksByAuthorEmail", World.author(distinct ? size + 1 : 1));
        }
        tally().await(Event.READY, size, PATIENCE);
        // Each author is there, and has one book; a client is told once of what it has subscribed to several times.
        int seen = distinct ? size : Math.min(size, Setting.SESSIONS.number());
        if (tally().count(Event.ADDED) != 2L * seen) {
            throw new IllegalStateException("There should be " + 2L * seen + " documents: " + tally());
        }
    }

    Tally tally() {
        return swarm.tally();
    }

    int size() {
        return size;
    }

    boolean isDistinct() {
        return distinct;
    }

    /** How many authors, from 1 on, somebody has subscribed to. */
    int authors() {
        return distinct ? size : Math.min(size, 1);
    }

    /** How many clients are told of a change that somebody has subscribed to. */
    int deliveries() {
        return distinct ? Math.min(size, 1) : Math.min(size, Setting.SESSIONS.number());
    }

    /** How long the last ones took. */
    String setUp() {
        return setUp;
    }

    @Override
    public String toString() {
        return "%d %s subscriptions of %d sessions"
                .formatted(
                        size,
                        distinct ? WriteTable.DISTINCT : WriteTable.IDENTICAL,
                        swarm.clients().size());
    }

    @Override
    public void close() {
        swarm.close();
    }
}

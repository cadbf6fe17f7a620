package io.ddp4ee.benchmarks.scenario;

import java.io.IOException;
import java.time.Duration;

import io.ddp4ee.benchmarks.client.Client;
import io.ddp4ee.benchmarks.client.Swarm;
import io.ddp4ee.benchmarks.client.Tally;
import io.ddp4ee.benchmarks.client.Tally.Event;
import io.ddp4ee.benchmarks.config.Setting;

/** Subscriptions to authors by e-mail, spread over sessions, and these over the servers. They become more. */
final class Subscriptions implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;
    private static final int PER_SECOND = 50;

    private final World world;
    private final boolean distinct;
    private final Swarm swarm;
    private int size;

    /** @param distinct each to another author; else all to the first */
    Subscriptions(World world, boolean distinct) throws IOException {
        this.world = world;
        this.distinct = distinct;
        this.swarm = new Swarm();
    }

    void growTo(int more) throws IOException, InterruptedException {
        int sessions = Math.min(more, Setting.SESSIONS.number());
        for (int i = swarm.clients().size(); i < sessions; i++) {
            swarm.connect(
                    world.servers().get(i % world.servers().size()).uri("/" + World.BOOKSTORE + "/websocket"), true);
            // What connects at once is another scenario.
            tally().await(Event.CONNECTED, i + 1, Duration.ofSeconds(PATIENCE_SECONDS));
        }
        for (; size < more; size++) {
            Client client = swarm.clients().get(size % Setting.SESSIONS.number());
            client.subscribe("s" + size, "BooksByAuthorEmail", World.author(distinct ? size + 1 : 1));
        }
        tally().await(Event.READY, size, Duration.ofSeconds(PATIENCE_SECONDS + size / PER_SECOND));
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

    /** From which author on nobody does, nor will. */
    int unwatched() {
        return authors() + 1;
    }

    /** How many clients are told of a change that somebody has subscribed to. */
    int deliveries() {
        return distinct ? Math.min(size, 1) : Math.min(size, Setting.SESSIONS.number());
    }

    @Override
    public void close() {
        swarm.close();
    }
}

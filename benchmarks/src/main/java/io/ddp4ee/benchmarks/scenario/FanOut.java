package io.ddp4ee.benchmarks.scenario;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.ddp4ee.benchmarks.client.Swarm;
import io.ddp4ee.benchmarks.client.Tally;
import io.ddp4ee.benchmarks.client.Tally.Event;
import io.ddp4ee.benchmarks.config.Setting;
import io.ddp4ee.benchmarks.report.Median;
import io.ddp4ee.benchmarks.report.Progress;
import io.ddp4ee.benchmarks.report.Spread;
import io.ddp4ee.benchmarks.report.Table;

/**
 * What it costs to tell all sessions of one server of a change, as a ratio to the floor on the same server, which sends the
 * same bytes. The change is written on another server, if there is one; if not, its cost is in the ratio. Both at the same
 * pace, for a server that rests in between is dearer.
 */
final class FanOut implements Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int WATCHED = 1;
    private static final int WARM_UPS = 6;

    /** Tells all, once. */
    @FunctionalInterface
    private interface Round {
        void run() throws IOException, InterruptedException;
    }

    /**
     * What it took.
     *
     * @param cpu microseconds for each delivery
     * @param last milliseconds until the last client had it
     */
    private record Sample(double cpu, double last) {}

    @Override
    public Table run(World world) throws IOException, SQLException, InterruptedException {
        int sessions = Setting.SESSIONS.number();
        Table table = new Table(
                "Fan-out of one change to " + sessions + " sessions",
                "",
                "server CPU µs per delivery",
                "ratio",
                "ms to the last",
                "deliveries",
                "bytes of each");
        try (Swarm swarm = new Swarm();
                Swarm floor = new Swarm()) {
            connect(world, swarm, floor, sessions);
            Trigger writer = new Trigger(world.last());
            Trigger broadcaster = new Trigger(world.first());
            writer.write(World.BOOKSTORE, WATCHED);
            swarm.tally().await(Event.CHANGED, sessions, PATIENCE);
            String text = swarm.sample();
            Round change = () -> writer.write(World.BOOKSTORE, WATCHED);
            Round broadcast = () -> broadcaster.broadcast(text);
            // Both have to be compiled, and the collector to know them, before they are compared.
            for (int i = 0; i < WARM_UPS; i++) {
                measure(world, floor.tally(), broadcast);
                measure(world, swarm.tally(), change);
            }
            List<Sample> floors = new ArrayList<>();
            List<Sample> changes = new ArrayList<>();
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < Setting.PAIRS.number(); i++) {
                // The other way round the next time: whatever changes meanwhile is for and against both.
                boolean floorFirst = i % 2 == 0;
                Sample first = floorFirst ? measure(world, floor.tally(), broadcast) : null;
                Sample changed = measure(world, swarm.tally(), change);
                Sample below = floorFirst ? first : measure(world, floor.tally(), broadcast);
                floors.add(below);
                changes.add(changed);
                ratios.add(changed.cpu() / below.cpu());
                Progress.tell("FanOut: %.1f µs to the floor's %.1f".formatted(changed.cpu(), below.cpu()));
            }
            row(table, "floor", floors, "1", floor.tally());
            row(table, "DDP", changes, Spread.of(ratios, Double::doubleValue), swarm.tally());
        }
        world.settle();
        return table;
    }

    private static void connect(World world, Swarm swarm, Swarm floor, int sessions)
            throws IOException, InterruptedException {
        for (int i = 1; i <= sessions; i++) {
            floor.connect(world.first().uri("/floor/websocket"), false);
            floor.tally().await(Event.OPENED, i, PATIENCE);
            swarm.connect(world.first().uri("/" + World.BOOKSTORE + "/websocket"), true)
                    .subscribe("s", "BooksByAuthorEmail", World.author(WATCHED));
            swarm.tally().await(Event.READY, i, PATIENCE);
        }
    }

    private static Sample measure(World world, Tally tally, Round round) throws IOException, InterruptedException {
        Quiet.await(world);
        List<Double> lasts = new ArrayList<>();
        Duration before = world.first().cpu();
        long told = tally.count(Event.CHANGED);
        long end =
                System.nanoTime() + Duration.ofSeconds(Setting.SECONDS.number()).toNanos();
        while (System.nanoTime() < end) {
            long start = System.nanoTime();
            long expected = tally.count(Event.CHANGED) + Setting.SESSIONS.number();
            round.run();
            lasts.add((tally.await(Event.CHANGED, expected, PATIENCE) - start) / 1e6);
            Pace.await(start, Setting.PACE.number());
        }
        double deliveries = tally.count(Event.CHANGED) - told;
        double cpu = world.first().cpu().minus(before).toNanos() / 1e3;
        return new Sample(cpu / deliveries, Median.of(lasts, Double::doubleValue));
    }

    private static void row(Table table, String name, List<Sample> samples, Object ratio, Tally tally) {
        table.row(
                name,
                Spread.of(samples, Sample::cpu),
                ratio,
                Median.of(samples, Sample::last),
                tally.count(Event.CHANGED),
                (double) tally.count(Event.CHANGED_BYTES) / tally.count(Event.CHANGED));
    }
}

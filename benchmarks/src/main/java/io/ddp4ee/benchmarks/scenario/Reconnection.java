package io.ddp4ee.benchmarks.scenario;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.ddp4ee.benchmarks.client.Client;
import io.ddp4ee.benchmarks.client.Swarm;
import io.ddp4ee.benchmarks.client.Tally.Event;
import io.ddp4ee.benchmarks.config.Setting;
import io.ddp4ee.benchmarks.report.Median;
import io.ddp4ee.benchmarks.report.Progress;
import io.ddp4ee.benchmarks.report.Spread;
import io.ddp4ee.benchmarks.report.Table;

/**
 * All clients of a server lose their connections at once, and come back at once, with their subscriptions. As a ratio to the
 * floor, whose clients do the same and subscribe to nothing. They find what was read for them, since live queries stay for a
 * while; on a server that has begun anew they do not.
 */
final class Reconnection implements Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Who comes back. */
    private enum Crowd {
        FLOOR("floor", false),
        IDENTICAL("identical subscriptions", false),
        DISTINCT("distinct subscriptions", false),
        IDENTICAL_NEW("identical subscriptions, that the server has not had", true),
        DISTINCT_NEW("distinct subscriptions, that the server has not had", true);

        private final String title;
        private final boolean isNew;

        Crowd(String title, boolean isNew) {
            this.title = title;
            this.isNew = isNew;
        }

        boolean isDistinct() {
            return this == DISTINCT || this == DISTINCT_NEW;
        }
    }

    /**
     * One return.
     *
     * @param ready milliseconds until all have what they want
     * @param used by the server
     */
    private record Sample(double ready, Reading used) {}

    @Override
    public Table run(World world) throws IOException, SQLException, InterruptedException {
        Table table = new Table(
                Setting.SESSIONS.number() + " sessions come back at once",
                "with",
                "ms until all are ready",
                "ratio",
                "server CPU ms per session",
                "ratio",
                "queries");
        Map<Crowd, List<Sample>> samples = new EnumMap<>(Crowd.class);
        // The first time it is not yet compiled, and does not count.
        for (int i = 0; i <= Setting.PAIRS.number(); i++) {
            for (Crowd crowd : Crowd.values()) {
                // Sessions stay for a while that have been broken off, and so do their queries.
                int first = crowd.isNew ? Setting.SESSIONS.number() * (i + 1) + 1 : 1;
                Sample sample = comeBack(world, crowd, first);
                if (i > 0) {
                    samples.computeIfAbsent(crowd, c -> new ArrayList<>()).add(sample);
                    Progress.tell("Reconnection: %s: %.0f ms".formatted(crowd.title, sample.ready()));
                }
            }
        }
        samples.forEach((crowd, own) -> row(table, crowd, own, samples.get(Crowd.FLOOR)));
        return table;
    }

    private static void row(Table table, Crowd crowd, List<Sample> samples, List<Sample> floors) {
        table.row(
                crowd.title,
                Spread.of(samples, Sample::ready),
                Median.of(samples, Sample::ready) / Median.of(floors, Sample::ready),
                Median.of(samples, Reconnection::cpu) / Setting.SESSIONS.number(),
                Median.of(samples, Reconnection::cpu) / Median.of(floors, Reconnection::cpu),
                Spread.of(samples, sample -> sample.used().queries().get(0)));
    }

    private static double cpu(Sample sample) {
        return sample.used().cpu().get(0);
    }

    /**
     * @param first of the authors to whom they subscribe
     * @return when the last was ready
     */
    private static long come(World world, Swarm swarm, Crowd crowd, int first)
            throws IOException, InterruptedException {
        Event event = crowd == Crowd.FLOOR ? Event.OPENED : Event.READY;
        long expected = swarm.tally().count(event) + Setting.SESSIONS.number();
        String application = crowd == Crowd.FLOOR ? "floor" : World.BOOKSTORE;
        for (int i = 0; i < Setting.SESSIONS.number(); i++) {
            Client client = swarm.connect(world.first().uri("/" + application + "/websocket"), crowd != Crowd.FLOOR);
            if (crowd != Crowd.FLOOR) {
                client.subscribe("s", "BooksByAuthorEmail", World.author(crowd.isDistinct() ? first + i : first));
            }
        }
        return swarm.tally().await(event, expected, PATIENCE);
    }

    private static Sample comeBack(World world, Crowd crowd, int first)
            throws IOException, SQLException, InterruptedException {
        try (Swarm swarm = new Swarm()) {
            if (!crowd.isNew) {
                come(world, swarm, crowd, first);
                Quiet.await(world);
            }
            Reading before = Reading.of(world, World.BOOKSTORE);
            long start = System.nanoTime();
            // Without a word.
            List.copyOf(swarm.clients()).forEach(Client::drop);
            double ready = (come(world, swarm, crowd, first) - start) / 1e6;
            return new Sample(ready, Reading.of(world, World.BOOKSTORE).since(before, 1));
        } finally {
            world.settle();
        }
    }
}

package io.ddp4ee.benchmarks.scenario;

import java.io.IOException;
import java.net.URI;
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
 * floor, whose clients do the same and subscribe to nothing. Some go on with their sessions. Others begin anew, and find what
 * was read for them, since live queries stay for a while; on a server that has begun anew they do not.
 */
final class Reconnection implements Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Who comes back. */
    private enum Crowd {
        FLOOR("floor", Event.OPENED),
        IDENTICAL_RESUMED("identical subscriptions, with their sessions", Event.RESUMED),
        DISTINCT_RESUMED("distinct subscriptions, with their sessions", Event.RESUMED),
        IDENTICAL("identical subscriptions", Event.READY),
        DISTINCT("distinct subscriptions", Event.READY),
        IDENTICAL_NEW("identical subscriptions, that the server has not had", Event.READY),
        DISTINCT_NEW("distinct subscriptions, that the server has not had", Event.READY);

        private final String title;

        /** What tells a client that it has all. */
        private final Event last;

        Crowd(String title, Event last) {
            this.title = title;
            this.last = last;
        }

        boolean isDistinct() {
            return this == DISTINCT || this == DISTINCT_NEW || this == DISTINCT_RESUMED;
        }

        boolean isNew() {
            return this == IDENTICAL_NEW || this == DISTINCT_NEW;
        }
    }

    /**
     * One return.
     *
     * @param ready milliseconds until all have what they want
     * @param bytes of what they were sent for it
     * @param used by the server
     */
    private record Sample(double ready, double bytes, Reading used) {}

    @Override
    public Table run(World world) throws IOException, SQLException, InterruptedException {
        Table table = new Table(
                Setting.SESSIONS.number() + " sessions come back at once",
                "with",
                "ms until all are ready",
                "ratio",
                "server CPU ms per session",
                "ratio",
                "bytes to each",
                "queries");
        Map<Crowd, List<Sample>> samples = new EnumMap<>(Crowd.class);
        // The first time it is not yet compiled, and does not count.
        for (int i = 0; i <= Setting.PAIRS.number(); i++) {
            for (Crowd crowd : Crowd.values()) {
                // Sessions stay for a while that have been broken off, and so do their queries.
                int first = crowd.isNew() ? Setting.SESSIONS.number() * (i + 1) + 1 : 1;
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
                Median.of(samples, Sample::bytes) / Setting.SESSIONS.number(),
                Spread.of(samples, sample -> sample.used().queries().get(0)));
    }

    private static double cpu(Sample sample) {
        return sample.used().cpu().get(0);
    }

    /**
     * @param earlier whose sessions they go on with; of none they have new ones
     * @param first of the authors to whom they subscribe
     * @param last what tells a client that it has all
     * @return when the last had
     */
    private static long come(World world, Swarm swarm, Crowd crowd, List<Client> earlier, int first, Event last)
            throws IOException, InterruptedException {
        long expected = swarm.tally().count(last) + Setting.SESSIONS.number();
        URI uri = world.first().uri("/" + (crowd == Crowd.FLOOR ? "floor" : World.BOOKSTORE) + "/websocket");
        for (int i = 0; i < Setting.SESSIONS.number(); i++) {
            Client client =
                    earlier.isEmpty() ? swarm.connect(uri, crowd != Crowd.FLOOR) : swarm.resume(uri, earlier.get(i));
            if (crowd != Crowd.FLOOR) {
                // Also of those who go on: they do not know yet whether they do.
                client.subscribe("s", "BooksByAuthorEmail", World.author(crowd.isDistinct() ? first + i : first));
            }
        }
        return swarm.tally().await(last, expected, PATIENCE);
    }

    private static Sample comeBack(World world, Crowd crowd, int first)
            throws IOException, SQLException, InterruptedException {
        try (Swarm swarm = new Swarm()) {
            if (!crowd.isNew()) {
                come(world, swarm, crowd, List.of(), first, crowd == Crowd.FLOOR ? Event.OPENED : Event.READY);
                Quiet.await(world);
            }
            List<Client> earlier = List.copyOf(swarm.clients());
            Reading before = Reading.of(world, World.BOOKSTORE);
            long bytes = swarm.tally().count(Event.BYTES);
            long start = System.nanoTime();
            // Without a word.
            earlier.forEach(Client::drop);
            List<Client> resumed = crowd.last == Event.RESUMED ? earlier : List.of();
            double ready = (come(world, swarm, crowd, resumed, first, crowd.last) - start) / 1e6;
            Reading used = Reading.of(world, World.BOOKSTORE).since(before, 1);
            return new Sample(ready, swarm.tally().count(Event.BYTES) - bytes, used);
        } finally {
            world.settle();
        }
    }
}

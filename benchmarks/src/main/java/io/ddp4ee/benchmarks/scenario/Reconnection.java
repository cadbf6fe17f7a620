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
import io.ddp4ee.benchmarks.report.Table;

/**
 * All clients of a server lose their connections at once, and come back at once, with their subscriptions. As a ratio to the
 * floor, whose clients do the same and subscribe to nothing.
 */
final class Reconnection implements Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Who comes back. */
    private enum Crowd {
        FLOOR("floor"),
        IDENTICAL("identical subscriptions"),
        DISTINCT("distinct subscriptions");

        private final String title;

        Crowd(String title) {
            this.title = title;
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
        try (Swarm floor = new Swarm();
                Swarm identical = new Swarm();
                Swarm distinct = new Swarm()) {
            Map<Crowd, Swarm> swarms = Map.of(Crowd.FLOOR, floor, Crowd.IDENTICAL, identical, Crowd.DISTINCT, distinct);
            for (Crowd crowd : Crowd.values()) {
                come(world, swarms.get(crowd), crowd);
                // It has to be compiled before it is compared.
                comeBack(world, swarms.get(crowd), crowd);
                samples.put(crowd, new ArrayList<>());
            }
            for (int i = 0; i < Setting.PAIRS.number(); i++) {
                for (Crowd crowd : Crowd.values()) {
                    samples.get(crowd).add(comeBack(world, swarms.get(crowd), crowd));
                }
            }
        }
        samples.forEach((crowd, own) -> row(table, crowd, own, samples.get(Crowd.FLOOR)));
        return table;
    }

    private static void row(Table table, Crowd crowd, List<Sample> samples, List<Sample> floors) {
        table.row(
                crowd.title,
                Median.of(samples, Sample::ready),
                Median.of(samples, Sample::ready) / Median.of(floors, Sample::ready),
                Median.of(samples, Reconnection::cpu) / Setting.SESSIONS.number(),
                Median.of(samples, Reconnection::cpu) / Median.of(floors, Reconnection::cpu),
                Median.of(samples, sample -> sample.used().queries().get(0)));
    }

    private static double cpu(Sample sample) {
        return sample.used().cpu().get(0);
    }

    /** @return when the last was ready */
    private static long come(World world, Swarm swarm, Crowd crowd) throws IOException, InterruptedException {
        Event event = crowd == Crowd.FLOOR ? Event.OPENED : Event.READY;
        long expected = swarm.tally().count(event) + Setting.SESSIONS.number();
        String application = crowd == Crowd.FLOOR ? "floor" : World.BOOKSTORE;
        for (int i = 1; i <= Setting.SESSIONS.number(); i++) {
            Client client = swarm.connect(world.first().uri("/" + application + "/websocket"), crowd != Crowd.FLOOR);
            if (crowd != Crowd.FLOOR) {
                client.subscribe("s", "BooksByAuthorEmail", World.author(crowd == Crowd.DISTINCT ? i : 1));
            }
        }
        return swarm.tally().await(event, expected, PATIENCE);
    }

    private static Sample comeBack(World world, Swarm swarm, Crowd crowd)
            throws IOException, SQLException, InterruptedException {
        Quiet.await(world);
        Reading before = Reading.of(world, World.BOOKSTORE);
        List<Client> gone = swarm.clients();
        long start = System.nanoTime();
        gone.subList(gone.size() - Setting.SESSIONS.number(), gone.size()).forEach(Client::drop);
        double ready = (come(world, swarm, crowd) - start) / 1e6;
        return new Sample(ready, Reading.of(world, World.BOOKSTORE).since(before, 1));
    }
}

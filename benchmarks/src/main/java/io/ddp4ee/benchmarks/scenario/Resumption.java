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
import io.ddp4ee.benchmarks.server.Server;

/**
 * A client with a large subscription loses its connection and comes back, without a session of its own: to a server that has
 * read the documents for it, and to another; and as a ratio to the latter, with its session.
 */
final class Resumption implements Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** How it comes back. */
    private enum Return {
        RESUMED("with its session", Event.RESUMED),
        ANEW("anew", Event.READY),
        ELSEWHERE("anew, to another server", Event.READY);

        private final String title;
        private final Event last;

        Return(String title, Event last) {
            this.title = title;
            this.last = last;
        }
    }

    /**
     * One return.
     *
     * @param ready milliseconds until the client has all
     * @param bytes that it was sent for it
     * @param cpu milliseconds of the server to which it came
     * @param queries of that to the database
     */
    private record Sample(double ready, double bytes, double cpu, double queries) {}

    @Override
    public Table run(World world) throws IOException, SQLException, InterruptedException {
        Table table = new Table(
                "A client with " + Setting.DOCUMENTS.number() + " documents comes back",
                "how",
                "ms until it has all",
                "ratio",
                "server CPU ms",
                "bytes to it",
                "queries");
        Map<Return, List<Sample>> samples = new EnumMap<>(Return.class);
        // The first time it is not yet compiled, and does not count.
        for (int i = 0; i <= Setting.PAIRS.number(); i++) {
            for (Return how : Return.values()) {
                Sample sample = comeBack(world, how, World.prolific(i % Setting.PAIRS.number()));
                if (i > 0) {
                    samples.computeIfAbsent(how, h -> new ArrayList<>()).add(sample);
                    Progress.tell("Resumption: %s: %s".formatted(how.title, sample));
                }
            }
        }
        double slowest = Median.of(samples.get(Return.ELSEWHERE), Sample::ready);
        samples.forEach((how, own) -> table.row(
                how.title,
                Spread.of(own, Sample::ready),
                Median.of(own, Sample::ready) / slowest,
                Spread.of(own, Sample::cpu),
                Median.of(own, Sample::bytes),
                Spread.of(own, Sample::queries)));
        return table;
    }

    private static Sample comeBack(World world, Return how, String author)
            throws IOException, SQLException, InterruptedException {
        try (Swarm swarm = new Swarm()) {
            Client lost = swarm.connect(uri(world.first()), true);
            subscribe(lost, author);
            swarm.tally().await(Event.READY, 1, PATIENCE);
            Quiet.await(world);
            Server server = how == Return.ELSEWHERE ? world.last() : world.first();
            long expected = swarm.tally().count(how.last) + 1;
            long bytes = swarm.tally().count(Event.BYTES);
            Reading before = Reading.of(world, World.BOOKSTORE);
            long start = System.nanoTime();
            lost.drop();
            subscribe(
                    how == Return.RESUMED ? swarm.resume(uri(server), lost) : swarm.connect(uri(server), true), author);
            double ready = (swarm.tally().await(how.last, expected, PATIENCE) - start) / 1e6;
            int index = world.servers().indexOf(server);
            Reading used = Reading.of(world, World.BOOKSTORE).since(before, 1);
            return new Sample(
                    ready,
                    swarm.tally().count(Event.BYTES) - bytes,
                    used.cpu().get(index),
                    used.queries().get(index));
        } finally {
            world.settle();
        }
    }

    private static void subscribe(Client client, String author) {
        client.subscribe("s", "BooksByAuthorEmail", author);
    }

    private static URI uri(Server server) {
        return server.uri("/" + World.BOOKSTORE + "/websocket");
    }
}

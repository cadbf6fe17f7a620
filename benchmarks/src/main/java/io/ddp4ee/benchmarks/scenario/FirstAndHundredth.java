package io.ddp4ee.benchmarks.scenario;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.ddp4ee.benchmarks.client.Client;
import io.ddp4ee.benchmarks.client.Swarm;
import io.ddp4ee.benchmarks.client.Tally.Event;
import io.ddp4ee.benchmarks.config.Setting;
import io.ddp4ee.benchmarks.report.Median;
import io.ddp4ee.benchmarks.report.Progress;
import io.ddp4ee.benchmarks.report.Spread;
import io.ddp4ee.benchmarks.report.Table;

/** What a large subscription costs who is the first to have it, and as a ratio to that, the last of many. */
final class FirstAndHundredth implements Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /**
     * One subscription.
     *
     * @param ready milliseconds until the client has all
     * @param cpu milliseconds of the server
     * @param queries to the database
     */
    private record Sample(double ready, double cpu, double queries) {}

    @Override
    public Table run(World world) throws IOException, SQLException, InterruptedException {
        int subscribers = Setting.SUBSCRIBERS.number();
        Table table = new Table(
                "A subscription with " + Setting.DOCUMENTS.number() + " documents",
                "subscriber",
                "ms until ready",
                "ratio",
                "server CPU ms",
                "ratio",
                "queries");
        List<Sample> firsts = new ArrayList<>();
        List<Sample> lasts = new ArrayList<>();
        // Each to the books of another author, to which nobody has subscribed before.
        for (int i = 0; i < Setting.PAIRS.number(); i++) {
            try (Swarm swarm = new Swarm()) {
                firsts.add(subscribe(world, swarm, i));
                for (int j = 2; j < subscribers; j++) {
                    subscribe(world, swarm, i);
                }
                lasts.add(subscribe(world, swarm, i));
            }
            Progress.tell("FirstAndHundredth: first %s, last %s".formatted(firsts.get(i), lasts.get(i)));
            world.settle();
        }
        row(table, 1, firsts, firsts);
        row(table, subscribers, lasts, firsts);
        return table;
    }

    private static Sample subscribe(World world, Swarm swarm, int author)
            throws IOException, SQLException, InterruptedException {
        Client client = swarm.connect(world.first().uri("/" + World.BOOKSTORE + "/websocket"), true);
        long sessions = swarm.clients().size();
        swarm.tally().await(Event.CONNECTED, sessions, PATIENCE);
        Reading before = Reading.of(world, World.BOOKSTORE);
        long start = System.nanoTime();
        client.subscribe("s", "BooksByAuthorEmail", World.prolific(author));
        double ready = (swarm.tally().await(Event.READY, sessions, PATIENCE) - start) / 1e6;
        // With the author.
        long documents = sessions * (Setting.DOCUMENTS.number() + 1);
        if (swarm.tally().count(Event.ADDED) != documents) {
            throw new IllegalStateException("There should be " + documents + " documents: " + swarm.tally());
        }
        Reading used = Reading.of(world, World.BOOKSTORE).since(before, 1);
        return new Sample(ready, used.cpu().get(0), used.queries().get(0));
    }

    private static void row(Table table, int number, List<Sample> samples, List<Sample> firsts) {
        table.row(
                number,
                Spread.of(samples, Sample::ready),
                Median.of(samples, Sample::ready) / Median.of(firsts, Sample::ready),
                Spread.of(samples, Sample::cpu),
                Median.of(samples, Sample::cpu) / Median.of(firsts, Sample::cpu),
                Spread.of(samples, Sample::queries));
    }
}

package io.ddp4ee.benchmarks.scenario;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

import io.ddp4ee.benchmarks.client.Tally;
import io.ddp4ee.benchmarks.client.Tally.Event;
import io.ddp4ee.benchmarks.config.Setting;
import io.ddp4ee.benchmarks.report.Median;

/** Writes one after the other on the first server, each when all clients have the one before. */
final class Writes {

    /** What has not arrived by then counts as not delivered. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final World world;
    private final Tally tally;
    private final Trigger trigger;

    Writes(World world, Tally tally) {
        this.world = world;
        this.tally = tally;
        this.trigger = new Trigger(world.first());
    }

    /**
     * @param application which of the two bookstores
     * @param books which are written
     * @param deliveries how many clients are to be told of each
     */
    Cost measure(String application, IntSupplier books, int deliveries)
            throws IOException, SQLException, InterruptedException {
        Quiet.await(world);
        List<Double> latencies = new ArrayList<>();
        List<Double> arrivals = new ArrayList<>();
        Reading before = Reading.of(world, application);
        long told = tally.count(Event.CHANGED);
        long end =
                System.nanoTime() + Duration.ofSeconds(Setting.SECONDS.number()).toNanos();
        while (latencies.size() < Setting.WRITES.number() && System.nanoTime() < end) {
            long expected = tally.count(Event.CHANGED) + deliveries;
            long start = System.nanoTime();
            latencies.add(trigger.write(application, books.getAsInt()));
            if (deliveries > 0) {
                arrivals.add((tally.awaitAtMost(Event.CHANGED, expected, PATIENCE) - start) / 1e6);
            }
        }
        Quiet.await(world);
        int writes = latencies.size();
        return new Cost(
                Median.of(latencies, Double::doubleValue),
                Median.of(arrivals, Double::doubleValue),
                Reading.of(world, application).since(before, writes),
                (tally.count(Event.CHANGED) - told) / (double) writes);
    }
}

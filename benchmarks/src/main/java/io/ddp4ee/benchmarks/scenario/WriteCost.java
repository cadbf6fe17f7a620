package io.ddp4ee.benchmarks.scenario;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;

import io.ddp4ee.benchmarks.config.Setting;
import io.ddp4ee.benchmarks.report.Median;
import io.ddp4ee.benchmarks.report.Table;

/**
 * What a committed update costs while there are so many subscriptions, on all servers together, as a ratio to the same in
 * the same servers without any. In turn: one to which nobody can subscribe, one that a subscription is told of, and one
 * that none is.
 */
final class WriteCost implements Scenario {

    private static final int SEED = 42;
    private static final int WARM_UPS = 3;
    private static final String DISTINCT = "distinct";
    private static final String IDENTICAL = "identical";

    /** One round. */
    private record Round(Cost idle, Cost hit, Cost miss) {}

    @Override
    public Table run(World world) throws IOException, SQLException, InterruptedException {
        Table table = new Table(
                "One committed update under subscriptions to BooksByAuthorEmail",
                "subscriptions",
                "which are",
                "the book is",
                "writer ms",
                "ratio",
                "writer's server CPU ms",
                "ratio",
                "peers' CPU ms",
                "ratio",
                "queries",
                "without any",
                "peers' queries",
                "deliveries",
                "ms to the last");
        warmUp(world);
        for (String kind : Setting.KINDS.list()) {
            run(world, kind.equals(DISTINCT), table);
            world.settle();
        }
        return table;
    }

    /** Both have to be compiled before they are compared. */
    private static void warmUp(World world) throws IOException, SQLException, InterruptedException {
        try (Subscriptions one = new Subscriptions(world, true)) {
            one.growTo(1);
            Writes writes = new Writes(world, one.tally());
            for (int i = 0; i < WARM_UPS; i++) {
                writes.measure(World.IDLE, () -> 1, 0);
                writes.measure(World.BOOKSTORE, () -> 1, 1);
                writes.measure(World.BOOKSTORE, () -> 2, 0);
            }
        }
        world.settle();
    }

    private static void run(World world, boolean distinct, Table table)
            throws IOException, SQLException, InterruptedException {
        int[] sizes = Arrays.stream(Setting.SUBSCRIPTIONS.numbers())
                // Of one or none there is but one kind.
                .filter(size -> distinct || size > 1)
                .sorted()
                .toArray();
        try (Subscriptions subscriptions = new Subscriptions(world, distinct)) {
            for (int size : sizes) {
                subscriptions.growTo(size);
                List<Round> rounds = rounds(world, subscriptions);
                if (size > 0) {
                    row(table, subscriptions, true, rounds);
                }
                row(table, subscriptions, false, rounds);
            }
        }
    }

    private static List<Round> rounds(World world, Subscriptions subscriptions)
            throws IOException, SQLException, InterruptedException {
        Writes writes = new Writes(world, subscriptions.tally());
        Random random = new Random(SEED);
        int watched = Math.max(1, subscriptions.authors());
        IntSupplier hit = () -> 1 + random.nextInt(watched);
        IntSupplier missed = () -> subscriptions.unwatched() + random.nextInt(watched);
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < Setting.PAIRS.number(); i++) {
            // The other way round the next time: whatever changes meanwhile is for and against both.
            boolean idleFirst = i % 2 == 0;
            Cost first = idleFirst ? writes.measure(World.IDLE, hit, 0) : null;
            Cost hitting = writes.measure(World.BOOKSTORE, hit, subscriptions.deliveries());
            Cost missing = writes.measure(World.BOOKSTORE, missed, 0);
            rounds.add(new Round(idleFirst ? first : writes.measure(World.IDLE, hit, 0), hitting, missing));
        }
        return rounds;
    }

    private static void row(Table table, Subscriptions subscriptions, boolean hit, List<Round> rounds) {
        List<Cost> costs = rounds.stream().map(hit ? Round::hit : Round::miss).toList();
        table.row(
                subscriptions.size(),
                subscriptions.isDistinct() ? DISTINCT : IDENTICAL,
                hit ? "subscribed" : "not",
                Median.of(costs, Cost::latency),
                Median.of(
                        rounds,
                        round -> cost(round, hit).latency() / round.idle().latency()),
                Median.of(costs, Cost::writerCpu),
                Median.of(
                        rounds,
                        round -> cost(round, hit).writerCpu() / round.idle().writerCpu()),
                Median.of(costs, Cost::peerCpu),
                Median.of(
                        rounds,
                        round -> cost(round, hit).peerCpu() / round.idle().peerCpu()),
                Median.of(costs, Cost::writerQueries),
                Median.of(rounds, round -> round.idle().writerQueries()),
                Median.of(costs, Cost::peerQueries),
                Median.of(costs, Cost::deliveries),
                Median.of(costs, Cost::delivery));
    }

    private static Cost cost(Round round, boolean hit) {
        return hit ? round.hit() : round.miss();
    }
}

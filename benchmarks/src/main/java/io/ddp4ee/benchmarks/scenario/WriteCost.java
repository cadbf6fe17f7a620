package io.ddp4ee.benchmarks.scenario;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;

import io.ddp4ee.benchmarks.config.Setting;
import io.ddp4ee.benchmarks.report.Progress;
import io.ddp4ee.benchmarks.report.Table;

/**
 * What a committed update costs while there are so many subscriptions, on all servers together, as a ratio to the same in
 * the same servers without any. In turn: one to which nobody can subscribe, one that a subscription is told of, and one
 * that none is.
 */
final class WriteCost implements Scenario {

    private static final int SEED = 42;
    private static final int WARM_UPS = 5;

    @Override
    public Table run(World world) throws IOException, SQLException, InterruptedException {
        WriteTable table = new WriteTable();
        warmUp(world);
        boolean withDistinct = Setting.KINDS.list().contains(WriteTable.DISTINCT);
        if (withDistinct) {
            run(world, true, 0, table);
        }
        if (Setting.KINDS.list().contains(WriteTable.IDENTICAL)) {
            // Of one or none there is but one kind.
            run(world, false, withDistinct ? 2 : 0, table);
        }
        return table.table();
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

    private static void run(World world, boolean distinct, int least, WriteTable table)
            throws IOException, SQLException, InterruptedException {
        int[] sizes = Arrays.stream(Setting.SUBSCRIPTIONS.numbers())
                .filter(size -> size >= least)
                .sorted()
                .toArray();
        try (Subscriptions subscriptions = new Subscriptions(world, distinct)) {
            for (int size : sizes) {
                subscriptions.growTo(size);
                List<WriteRound> rounds = rounds(world, subscriptions);
                table.add(subscriptions, rounds);
                Progress.tell("WriteCost: measured under %s".formatted(subscriptions));
                if (size == sizes[sizes.length - 1]) {
                    table.addStatements(subscriptions, rounds.get(0));
                }
            }
        }
        world.settle();
    }

    private static List<WriteRound> rounds(World world, Subscriptions subscriptions)
            throws IOException, SQLException, InterruptedException {
        Writes writes = new Writes(world, subscriptions.tally());
        Random random = new Random(SEED);
        IntSupplier hit = () -> 1 + random.nextInt(Math.max(1, subscriptions.authors()));
        // Always as many: what is in the database's memory does not depend on how many are subscribed.
        int most =
                Math.max(1, Arrays.stream(Setting.SUBSCRIPTIONS.numbers()).max().orElse(1));
        IntSupplier any = () -> 1 + random.nextInt(most);
        IntSupplier missed = () -> most + 1 + random.nextInt(most);
        List<WriteRound> rounds = new ArrayList<>();
        for (int i = 0; i < Setting.PAIRS.number(); i++) {
            // The other way round the next time: whatever changes meanwhile is for and against both.
            boolean idleFirst = i % 2 == 0;
            Cost first = idleFirst ? writes.measure(World.IDLE, any, 0) : null;
            Cost hitting = writes.measure(World.BOOKSTORE, hit, subscriptions.deliveries());
            Cost missing = writes.measure(World.BOOKSTORE, missed, 0);
            rounds.add(new WriteRound(idleFirst ? first : writes.measure(World.IDLE, any, 0), hitting, missing));
        }
        return rounds;
    }
}

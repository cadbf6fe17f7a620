package io.ddp4ee.benchmarks.scenario;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import io.ddp4ee.benchmarks.report.Median;
import io.ddp4ee.benchmarks.report.Spread;
import io.ddp4ee.benchmarks.report.Table;

/** What writes have cost under ever more subscriptions. */
final class WriteTable {

    static final String DISTINCT = "distinct";
    static final String IDENTICAL = "identical";

    private final Table table = new Table(
            "One committed update under subscriptions to BooksByAuthorEmail",
            "subscriptions",
            "which are",
            "the book is",
            "deliveries",
            "writer ms",
            "without any",
            "ratio",
            "to the first",
            "writer's server CPU ms",
            "without any",
            "ratio",
            "to the first",
            "peers' CPU ms",
            "without any",
            "all CPU µs per delivery",
            "queries",
            "without any",
            "peers' queries",
            "ms to the last");

    /** The ratios of the first row that has subscriptions, by what is written and what is measured. */
    private final Map<String, Double> firsts = new HashMap<>();

    void add(Subscriptions subscriptions, List<WriteRound> rounds) {
        if (subscriptions.size() > 0) {
            row(subscriptions, true, rounds);
            table.note(subscriptions.setUp());
        }
        row(subscriptions, false, rounds);
    }

    private void row(Subscriptions subscriptions, boolean isHit, List<WriteRound> rounds) {
        Spread latency = ratio(rounds, isHit, Cost::latency);
        Spread cpu = ratio(rounds, isHit, Cost::writerCpu);
        boolean isFirst = subscriptions.size() > 0;
        table.row(
                subscriptions.size(),
                subscriptions.isDistinct() ? DISTINCT : IDENTICAL,
                isHit ? "subscribed" : "not",
                median(rounds, isHit, Cost::deliveries),
                median(rounds, isHit, Cost::latency),
                Median.of(rounds, round -> round.idle().latency()),
                latency,
                isFirst ? toFirst("latency " + isHit, latency) : Double.NaN,
                median(rounds, isHit, Cost::writerCpu),
                Median.of(rounds, round -> round.idle().writerCpu()),
                cpu,
                isFirst ? toFirst("CPU " + isHit, cpu) : Double.NaN,
                median(rounds, isHit, Cost::peerCpu),
                Median.of(rounds, round -> round.idle().peerCpu()),
                isHit ? median(rounds, true, Cost::cpuPerDelivery) : Double.NaN,
                median(rounds, isHit, Cost::writerQueries),
                Median.of(rounds, round -> round.idle().writerQueries()),
                median(rounds, isHit, Cost::peerQueries),
                median(rounds, isHit, Cost::delivery));
    }

    private double toFirst(String what, Spread ratio) {
        return ratio.median() / firsts.computeIfAbsent(what, key -> ratio.median());
    }

    private static double median(List<WriteRound> rounds, boolean isHit, ToDoubleFunction<Cost> value) {
        return Median.of(rounds, round -> value.applyAsDouble(round.cost(isHit)));
    }

    private static Spread ratio(List<WriteRound> rounds, boolean isHit, ToDoubleFunction<Cost> value) {
        return Spread.of(rounds, round -> value.applyAsDouble(round.cost(isHit)) / value.applyAsDouble(round.idle()));
    }

    /** What the database was asked by one write. */
    void addStatements(Subscriptions subscriptions, WriteRound round) {
        table.note("Queries of each write under " + subscriptions + ":\n\n" + statements(round.hit())
                + "\n\nand without any:\n\n" + statements(round.idle()));
    }

    private static String statements(Cost cost) {
        return cost.used().statements().get(0).entrySet().stream()
                .map(asked -> "- %.2f × `%s`"
                        .formatted(asked.getValue(), asked.getKey().replaceAll("\\s+", " ")))
                .collect(Collectors.joining("\n"));
    }

    Table table() {
        return table;
    }
}

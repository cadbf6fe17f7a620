package io.ddp4ee.benchmarks.scenario;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

import io.ddp4ee.benchmarks.report.Table;

/** One thing that is measured. */
public interface Scenario {

    Table run(World world) throws IOException, SQLException, InterruptedException;

    default String name() {
        return getClass().getSimpleName();
    }

    /**
     * In the order in which they run: memory is measured on servers that have had no clients, and those who come back may
     * stay for a while, so nothing is measured after them.
     */
    static List<Scenario> all() {
        return List.of(
                new Memory(),
                new WriteCost(),
                new FanOut(),
                new FirstAndHundredth(),
                new Resumption(),
                new Reconnection());
    }

    /** All if none is named. */
    static List<Scenario> named(List<String> names) {
        List<String> known = all().stream().map(Scenario::name).toList();
        if (!known.containsAll(names)) {
            throw new IllegalArgumentException("Scenarios are " + known + ", not all of " + names);
        }
        return all().stream()
                .filter(scenario -> names.isEmpty() || names.contains(scenario.name()))
                .toList();
    }
}

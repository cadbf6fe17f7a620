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

    /** In the order in which they run: sessions that may come back stay for a while, and nothing is measured after them. */
    static List<Scenario> all() {
        return List.of(new WriteCost(), new FanOut(), new FirstAndHundredth(), new Memory(), new Reconnection());
    }
}

package io.ddp4ee.benchmarks.scenario;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.ddp4ee.benchmarks.server.Server;

/**
 * What the servers have used.
 *
 * @param cpu milliseconds of each
 * @param queries of each, to one database
 */
record Reading(List<Double> cpu, List<Double> queries) {

    static Reading of(World world, String database) throws IOException, SQLException {
        List<Double> cpu = new ArrayList<>();
        List<Double> queries = new ArrayList<>();
        for (Server server : world.servers()) {
            Duration used = server.cpu();
            cpu.add((double) used.toMillis());
            queries.add((double) world.database().queries(server.name(), database));
        }
        return new Reading(cpu, queries);
    }

    /** What came after an earlier one, for each of so many. */
    Reading since(Reading earlier, double count) {
        return new Reading(difference(cpu, earlier.cpu, count), difference(queries, earlier.queries, count));
    }

    private static List<Double> difference(List<Double> now, List<Double> before, double count) {
        List<Double> difference = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            difference.add((now.get(i) - before.get(i)) / count);
        }
        return difference;
    }
}

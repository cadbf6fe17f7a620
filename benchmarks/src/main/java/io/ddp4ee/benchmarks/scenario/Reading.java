package io.ddp4ee.benchmarks.scenario;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.ddp4ee.benchmarks.server.Server;

/**
 * What the servers have used.
 *
 * @param cpu milliseconds of each
 * @param statements of each, to one database: how often each query was asked
 */
record Reading(List<Double> cpu, List<Map<String, Double>> statements) {

    static Reading of(World world, String database) throws IOException, SQLException {
        List<Double> cpu = new ArrayList<>();
        List<Map<String, Double>> statements = new ArrayList<>();
        for (Server server : world.servers()) {
            Duration used = server.cpu();
            cpu.add((double) used.toMillis());
            Map<String, Double> asked = new LinkedHashMap<>();
            world.database()
                    .queries(server.name(), database)
                    .forEach((query, calls) -> asked.put(query, (double) calls));
            statements.add(asked);
        }
        return new Reading(cpu, statements);
    }

    /** What came after an earlier one, for each of so many. */
    Reading since(Reading earlier, double count) {
        List<Double> cpus = new ArrayList<>();
        List<Map<String, Double>> all = new ArrayList<>();
        for (int i = 0; i < cpu.size(); i++) {
            cpus.add((cpu.get(i) - earlier.cpu.get(i)) / count);
            Map<String, Double> before = earlier.statements.get(i);
            Map<String, Double> since = new LinkedHashMap<>();
            statements.get(i).forEach((query, calls) -> {
                double more = calls - before.getOrDefault(query, 0.0);
                if (more > 0) {
                    since.put(query, more / count);
                }
            });
            all.add(since);
        }
        return new Reading(cpus, all);
    }

    /** How many queries each has asked. */
    List<Double> queries() {
        return statements.stream()
                .map(asked ->
                        asked.values().stream().mapToDouble(Double::doubleValue).sum())
                .collect(Collectors.toList());
    }
}

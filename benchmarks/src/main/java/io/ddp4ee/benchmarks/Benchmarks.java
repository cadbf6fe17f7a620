package io.ddp4ee.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import io.ddp4ee.benchmarks.config.Setting;
import io.ddp4ee.benchmarks.report.Machine;
import io.ddp4ee.benchmarks.report.Progress;
import io.ddp4ee.benchmarks.scenario.Scenario;
import io.ddp4ee.benchmarks.scenario.World;
import io.ddp4ee.benchmarks.server.Product;

/** Runs the scenarios over one database and the servers that are installed, and prints a table for each. */
public final class Benchmarks {

    private final PrintStream out;
    private final Path report;
    private final List<RuntimeException> failures = new ArrayList<>();

    private Benchmarks(PrintStream out, Path report) {
        this.out = out;
        this.report = report;
    }

    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        Path directory = Path.of(System.getProperty("benchmarks.directory"));
        new Benchmarks(System.out, directory.resolve("benchmarks.md"))
                .run(
                        Product.in(Path.of(System.getProperty("benchmarks.server"))),
                        directory,
                        Path.of(System.getProperty("benchmarks.bookstore")),
                        Path.of(System.getProperty("benchmarks.driver")));
    }

    private void run(Product product, Path directory, Path bookstore, Path driver)
            throws IOException, SQLException, InterruptedException {
        List<Scenario> scenarios = Scenario.named(Setting.SCENARIOS.list());
        tell("\n## %s\n\n%s, %s\n\n%s"
                .formatted(
                        product.name(),
                        Machine.describe(),
                        Instant.now().truncatedTo(ChronoUnit.SECONDS),
                        Setting.all()));
        long start = System.nanoTime();
        try (World world = World.start(product, directory.resolve("world"), bookstore, driver)) {
            tell("\nPostgreSQL %s. All were started, and the tables filled, after %s."
                    .formatted(world.databaseVersion(), since(start)));
            for (Scenario scenario : scenarios) {
                run(scenario, world);
            }
        }
        if (!failures.isEmpty()) {
            IllegalStateException failure = new IllegalStateException(failures.size() + " scenarios have failed");
            failures.forEach(failure::addSuppressed);
            throw failure;
        }
    }

    /** One that fails leaves the others their turn. */
    private void run(Scenario scenario, World world) throws IOException, SQLException, InterruptedException {
        String load = Machine.load();
        long start = System.nanoTime();
        Progress.tell("%s begins".formatted(scenario.name()));
        try {
            tell(scenario.run(world).toString());
        } catch (RuntimeException e) {
            failures.add(e);
            tell("\n### %s has failed\n\n%s".formatted(scenario.name(), e));
        }
        tell("%s took %s; the load before was %s.".formatted(scenario.name(), since(start), load));
    }

    private static String since(long start) {
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        return "%d:%02d minutes".formatted(seconds / 60, seconds % 60);
    }

    private void tell(String text) throws IOException {
        out.println(text);
        Files.writeString(
                report, text + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}

package io.ddp4ee.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.ddp4ee.benchmarks.config.Setting;
import io.ddp4ee.benchmarks.scenario.Scenario;
import io.ddp4ee.benchmarks.scenario.World;
import io.ddp4ee.benchmarks.server.Product;

/** Runs the scenarios over one database and the servers that are installed, and prints a table for each. */
public final class Benchmarks {

    private final PrintStream out;
    private final Path report;

    private Benchmarks(PrintStream out, Path report) {
        this.out = out;
        this.report = report;
    }

    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        Path directory = Path.of(System.getProperty("benchmarks.directory"));
        Path report = directory.resolve("benchmarks.md");
        Files.deleteIfExists(report);
        new Benchmarks(System.out, report)
                .run(
                        directory,
                        Path.of(System.getProperty("benchmarks.bookstore")),
                        Path.of(System.getProperty("benchmarks.driver")));
    }

    private void run(Path directory, Path bookstore, Path driver)
            throws IOException, SQLException, InterruptedException {
        Product product = Product.in(directory);
        List<String> wanted = Setting.SCENARIOS.list();
        tell("\n## %s, Java %s, %d processors, %s\n\n%s"
                .formatted(
                        product.name(),
                        Runtime.version(),
                        Runtime.getRuntime().availableProcessors(),
                        Instant.now().truncatedTo(ChronoUnit.SECONDS),
                        Setting.all()));
        try (World world = World.start(product, directory.resolve("world"), bookstore, driver)) {
            for (Scenario scenario : Scenario.all()) {
                if (wanted.isEmpty() || wanted.contains(scenario.name())) {
                    tell(scenario.run(world).toString());
                }
            }
        }
    }

    private void tell(String text) throws IOException {
        out.println(text);
        Files.writeString(
                report, text + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}

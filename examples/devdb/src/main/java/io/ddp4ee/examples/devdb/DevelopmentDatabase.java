package io.ddp4ee.examples.devdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * Starts an empty PostgreSQL in this JVM's care; it stops when the JVM does. Database, user and password are
 * {@code postgres}.
 */
public final class DevelopmentDatabase {

    private DevelopmentDatabase() {}

    /** @param arguments the port, and a directory for the data, which is emptied */
    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        Path data = Path.of(arguments[1]);
        delete(data);
        EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("max_connections", "300")
                // What was committed is there after a crash, as it is in production.
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_prepared_transactions", "20")
                .start();
        System.out.println("PostgreSQL listens on port " + port);
    }

    /** What an earlier run has left that was not stopped but killed. */
    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}

package io.ddp4ee.benchmarks.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What one server has.
 *
 * @param name also of its user in the database
 * @param directory where it may write
 * @param portBase 80 below the port of HTTP; others may be near
 * @param databasePort on this machine
 * @param password of the user
 * @param driver of PostgreSQL
 * @param databases by the names of data sources
 * @param applications by their context roots, without a slash
 * @param jvmOptions each by itself
 */
public record Installation(
        String name,
        Path directory,
        int portBase,
        int databasePort,
        String password,
        Path driver,
        Map<String, String> databases,
        Map<String, Path> applications,
        List<String> jvmOptions) {

    int port() {
        return portBase + 80;
    }
}

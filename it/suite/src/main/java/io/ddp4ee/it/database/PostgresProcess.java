package io.ddp4ee.it.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** The database as what it is to the operating system. */
public final class PostgresProcess {

    private static final String ROOT = "root";

    private final Path data;
    private final Path binaries;

    private PostgresProcess(Path data, Path binaries) {
        this.data = data;
        this.binaries = binaries;
    }

    public static PostgresProcess find() throws Exception {
        Path data;
        try (Database database = Database.connect()) {
            data = Path.of(database.query("show data_directory").get(0));
        }
        long postmaster = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0));
        Path executable = Path.of(
                ProcessHandle.of(postmaster).orElseThrow().info().command().orElseThrow());
        return new PostgresProcess(data, executable.getParent());
    }

    /** Ends every session at once, and starts again when that is done. */
    public void restart() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals(ROOT)) {
            // As root it refuses to run; in a user namespace of its own it does not know that it is.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(
                binaries.resolve("pg_ctl").toString(),
                "restart",
                "-w",
                "-m",
                "fast",
                "-D",
                data.toString(),
                "-l",
                data.resolve("restarted.log").toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("restarted").isTrue();
        assertThat(process.exitValue()).as("pg_ctl").isZero();
    }

    /** Kills one back end, for which PostgreSQL ends all others, recovers, and goes on. */
    public static void crash() throws Exception {
        try (Database database = Database.connect()) {
            long backend =
                    Long.parseLong(database.query("select pg_backend_pid()").get(0));
            ProcessHandle process = ProcessHandle.of(backend).orElseThrow();
            assertThat(process.destroyForcibly()).isTrue();
            process.onExit().join();
        }
    }
}

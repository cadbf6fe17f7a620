package io.ddp4ee.benchmarks.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server that runs. */
public final class Server implements AutoCloseable {

    /** Linux's for every program. */
    private static final int TICKS_PER_SECOND = 100;

    // Of the fields after the name.
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    private static final long PATIENCE_SECONDS = 30;

    private final String name;
    private final int port;
    private final ProcessHandle process;

    /** @param process its id */
    Server(String name, int port, long process) {
        this.name = name;
        this.port = port;
        this.process = ProcessHandle.of(process)
                .orElseThrow(() -> new IllegalStateException("The server " + name + " has ended; see its log"));
        // Also if the benchmarks are interrupted.
        Runtime.getRuntime().addShutdownHook(new Thread(this.process::destroy));
    }

    public String name() {
        return name;
    }

    /** @param path with the application's context root */
    public URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** Waits until something answers there. */
    public void awaitAnswer(String path) throws InterruptedException {
        Readiness.await(uri(path));
    }

    /** What its process has used so far, for itself and in the kernel. */
    public Duration cpu() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        // The name before may have spaces.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }

    /** The bytes of all objects that are reachable, after a full collection. */
    public long liveHeap() throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        String histogram = Commands.run(Map.of(), List.of(jcmd, Long.toString(process.pid()), "GC.class_histogram"));
        String total = histogram
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No total in what jcmd says: " + histogram));
        String[] fields = total.trim().split("\\s+", -1);
        return Long.parseLong(fields[2]);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The server " + name + " does not stop", e);
        }
    }
}

package io.ddp4ee.benchmarks.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.ddp4ee.benchmarks.server.Server;

/** Waits until the servers have done what followed. */
final class Quiet {

    private static final long INTERVAL_MILLIS = 200;

    /** What a server may use in such an interval that has nothing to do: heartbeats and the like. */
    private static final long IDLE_MILLIS = 20;

    private static final int PATIENCE = 600;

    private Quiet() {}

    static void await(World world) throws IOException, InterruptedException {
        for (Server server : world.servers()) {
            Duration before = server.cpu();
            for (int i = 0; ; i++) {
                if (i == PATIENCE) {
                    throw new IllegalStateException(server.name() + " does not come to rest");
                }
                TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
                Duration now = server.cpu();
                if (now.minus(before).toMillis() <= IDLE_MILLIS) {
                    break;
                }
                before = now;
            }
        }
    }
}

package io.ddp4ee.benchmarks.scenario;

import java.util.concurrent.TimeUnit;

/** Lets things happen at regular times. */
final class Pace {

    private Pace() {}

    /** @param start by {@link System#nanoTime} */
    static void await(long start, int millis) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(start + TimeUnit.MILLISECONDS.toNanos(millis) - System.nanoTime());
    }
}

package io.ddp4ee.query;

import java.time.Duration;

/** Knows the time, and runs tasks later. */
@FunctionalInterface
public interface Timer {

    /** By a clock that only goes on. */
    default long nanoTime() {
        return System.nanoTime();
    }

    /** The task must not wait. */
    void after(Duration delay, Runnable task);
}

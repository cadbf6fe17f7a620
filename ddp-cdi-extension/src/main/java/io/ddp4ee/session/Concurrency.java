package io.ddp4ee.session;

import java.util.concurrent.atomic.AtomicInteger;

/** One client's calls and publications must not be all that the workers have to do, nor wait for them in any number. */
final class Concurrency {

    private final int most;
    private final AtomicInteger running = new AtomicInteger();

    /** @param most how many may run beside others at a time */
    Concurrency(int most) {
        this.most = most;
    }

    /** @return whether one more may; then it has to leave */
    boolean enter() {
        if (running.incrementAndGet() <= most) {
            return true;
        }
        leave();
        return false;
    }

    void leave() {
        running.decrementAndGet();
    }
}

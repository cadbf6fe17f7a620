package io.ddp4ee.memory;

import java.util.concurrent.Executor;

import io.ddp4ee.query.Dispatcher;

/**
 * A dispatcher that begins when it is let. Until then its tasks wait in their order; it asks for one thread at a time, so
 * that one thing is all that has to be kept for it.
 */
final class Gate {

    private final Executor pool;
    private final Dispatcher dispatcher = new Dispatcher(this::begin);

    // Both under its own lock.
    private Runnable kept;
    private boolean open;

    Gate(Executor pool) {
        this.pool = pool;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    private void begin(Runnable work) {
        synchronized (this) {
            if (!open) {
                kept = work;
                return;
            }
        }
        pool.execute(work);
    }

    void open() {
        Runnable work;
        synchronized (this) {
            open = true;
            work = kept;
            kept = null;
        }
        if (work != null) {
            pool.execute(work);
        }
    }
}

package io.ddp4ee.query;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Executes one task at a time, in the order given, on threads of a pool. Whoever brings the count of tasks from nothing
 * to one starts a thread for them; that thread goes on until it has brought the count back, so there is never a second.
 * The count's updates order what one thread wrote before what the next reads.
 */
public final class Dispatcher implements Executor {

    private static final Logger LOG = System.getLogger(Dispatcher.class.getName());

    private final Executor pool;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    public Dispatcher(Executor pool) {
        this.pool = pool;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() == 0) {
            pool.execute(this::drain);
        }
    }

    private void drain() {
        do {
            try {
                tasks.remove().run();
            } catch (RuntimeException | Error e) {
                // One failed task must not leave the others waiting for ever.
                LOG.log(Level.ERROR, "A live query could not be brought up to date", e);
            }
        } while (waiting.decrementAndGet() > 0);
    }
}

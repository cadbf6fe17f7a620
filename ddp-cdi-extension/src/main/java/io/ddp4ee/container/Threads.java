package io.ddp4ee.container;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.ddp4ee.query.Timer;
import io.ddp4ee.session.SessionThreads;

/**
 * The server's threads. All are the container's; the pools are ours, because a container's own executor may have one thread
 * for everything, and that one may wait.
 */
public final class Threads {

    private static final long KEEP_ALIVE_SECONDS = 30;

    private static final int FINISHERS = 8;

    private static final int CLOSERS = 8;

    /** Some containers keep a thread for seconds that closes the connection of a client which does not read. */
    private static final int PATIENT_CLOSERS = 12;

    /**
     * Of a pool.
     *
     * @param busy threads
     * @param most threads that it may have
     * @param waiting tasks
     */
    public record Load(int busy, int most, int waiting) {}

    private final ThreadFactory factory;
    private final Quiet quiet = new Quiet();
    private final ThreadPoolExecutor workers;
    private final ThreadPoolExecutor finishers;
    private final ThreadPoolExecutor closers;
    private final ThreadPoolExecutor patientClosers;
    private final ThreadPoolExecutor pool;
    private final ThreadPoolExecutor readers;
    private final ScheduledThreadPoolExecutor timer;

    /**
     * @param factory the container's
     * @param workers how many methods and publications may run at a time
     * @param readers how many transactions may read at a time
     */
    public Threads(ThreadFactory factory, int workers, int readers) {
        this.factory = factory;
        this.workers = pool("ddp-worker", workers);
        this.finishers = pool("ddp-finisher", FINISHERS);
        this.closers = pool("ddp-closer", CLOSERS);
        this.patientClosers = pool("ddp-patient-closer", PATIENT_CLOSERS);
        this.pool = pool("ddp-dispatch", Math.max(2, Runtime.getRuntime().availableProcessors()));
        this.readers = pool("ddp-reader", readers);
        this.timer = new ScheduledThreadPoolExecutor(1, named("ddp-timer"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private ThreadPoolExecutor pool(String name, int size) {
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(
                        size, size, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(name)) {
                    @Override
                    public void execute(Runnable task) {
                        super.execute(quiet.carried(task));
                    }
                };
        executor.allowCoreThreadTimeOut(true);
        // What is still asked for after the end has nobody left to do it for.
        executor.setRejectedExecutionHandler((task, stopped) -> {
            if (!stopped.isShutdown()) {
                throw new RejectedExecutionException("No thread for " + name);
            }
        });
        return executor;
    }

    private ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = factory.newThread(task);
            if (thread != null) {
                thread.setName(name + "-" + count.incrementAndGet());
            }
            return thread;
        };
    }

    /** What is marked of the work of all threads but the timer's. */
    public Quiet quiet() {
        return quiet;
    }

    /** For work that may wait: the application's code. */
    public ExecutorService workers() {
        return workers;
    }

    public SessionThreads ofSessions() {
        return new SessionThreads(workers, finishers, pool);
    }

    /** For work that does not wait. */
    public ExecutorService pool() {
        return pool;
    }

    /** To close connections. */
    public ExecutorService closers() {
        return closers;
    }

    /** To close connections where that waits for clients, in some containers. */
    public ExecutorService patientClosers() {
        return patientClosers;
    }

    /** For work that waits for the database. */
    public ExecutorService readers() {
        return readers;
    }

    public Timer timer() {
        return (delay, task) -> {
            try {
                var unused = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                if (!timer.isShutdown()) {
                    throw e;
                }
            }
        };
    }

    /** What each pool has to do, for whoever looks after the server. */
    public Map<String, Load> look() {
        Map<String, Load> loads = new LinkedHashMap<>();
        Map.of(
                        "workers", workers,
                        "finishers", finishers,
                        "closers", closers,
                        "patientClosers", patientClosers,
                        "dispatch", pool,
                        "readers", readers)
                .forEach((name, executor) -> loads.put(
                        name,
                        new Load(
                                executor.getActiveCount(),
                                executor.getMaximumPoolSize(),
                                executor.getQueue().size())));
        return loads;
    }

    public void stop() {
        timer.shutdownNow();
        List<ExecutorService> all = List.of(workers, finishers, closers, patientClosers, pool, readers);
        all.forEach(ExecutorService::shutdown);
        try {
            for (ExecutorService executor : all) {
                if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
                    executor.shutdownNow();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

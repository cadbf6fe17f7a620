package io.ddp4ee.session;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** A thread that runs what it was given when the test says so. */
final class Tasks implements Executor {

    private final Queue<Runnable> tasks = new ArrayDeque<>();

    private boolean refusing;

    @Override
    public void execute(Runnable task) {
        if (refusing) {
            refusing = false;
            throw new RejectedExecutionException("The test wants it so");
        }
        tasks.add(task);
    }

    void refuseOne() {
        refusing = true;
    }

    int count() {
        return tasks.size();
    }

    /** @return whether there was one */
    boolean runOne() {
        Runnable task = tasks.poll();
        if (task != null) {
            task.run();
        }
        return task != null;
    }
}

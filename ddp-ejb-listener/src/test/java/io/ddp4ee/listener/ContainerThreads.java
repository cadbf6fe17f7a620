package io.ddp4ee.listener;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;

/** The threads that a container has given. */
final class ContainerThreads implements ThreadFactory {

    private final List<Thread> given = new CopyOnWriteArrayList<>();
    private volatile boolean refusing;

    /** Gives no more. */
    void refuse() {
        refusing = true;
    }

    @Override
    public Thread newThread(Runnable task) {
        if (refusing) {
            throw new IllegalStateException("No more threads");
        }
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        given.add(thread);
        return thread;
    }

    List<String> names() {
        return given.stream().map(Thread::getName).toList();
    }

    List<Thread> alive() {
        return given.stream().filter(Thread::isAlive).toList();
    }

    void interrupt() {
        given.forEach(Thread::interrupt);
    }
}

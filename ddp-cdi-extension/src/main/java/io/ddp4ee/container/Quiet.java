package io.ddp4ee.container;

/**
 * Marks the work that is done to send what was logged, on whatever thread it goes on: what is logged of that is not sent in
 * its turn, or there would be no end to it. Safe for use by several threads.
 */
public final class Quiet {

    private final ThreadLocal<Boolean> marked = new ThreadLocal<>();

    /** Whether the thread does such work. */
    public boolean isMarked() {
        return marked.get() != null;
    }

    /** Does such work. */
    public void run(Runnable work) {
        if (isMarked()) {
            work.run();
            return;
        }
        marked.set(true);
        try {
            work.run();
        } finally {
            marked.remove();
        }
    }

    /** What one thread asks another to do is such work if it is asked for by such. */
    Runnable carried(Runnable task) {
        return isMarked() ? () -> run(task) : task;
    }
}

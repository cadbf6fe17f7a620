package io.ddp4ee.transport;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

import jakarta.annotation.Nullable;

/**
 * Who closes connections. Open Liberty takes five seconds for a client that does not read, and thousands of those may have to
 * be closed; some threads are left to the others.
 */
public final class Closers {

    private final Executor threads;
    private final int mostWait;

    // Both guarded by this.
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int wait;

    /** @param mostWait so many threads may wait for clients, and not all */
    public Closers(Executor threads, int mostWait) {
        this.threads = threads;
        this.mostWait = mostWait;
    }

    /** @param waits whether it waits for the client */
    public void execute(Runnable close, boolean waits) {
        if (!waits) {
            threads.execute(close);
        } else if (mayWait(close)) {
            threads.execute(() -> run(close));
        }
    }

    private synchronized boolean mayWait(Runnable close) {
        if (wait == mostWait) {
            waiting.add(close);
            return false;
        }
        wait++;
        return true;
    }

    private void run(Runnable close) {
        try {
            close.run();
        } finally {
            Runnable next = next();
            if (next != null) {
                threads.execute(() -> run(next));
            }
        }
    }

    @Nullable
    private synchronized Runnable next() {
        Runnable next = waiting.poll();
        if (next == null) {
            wait--;
        }
        return next;
    }
}

package io.ddp4ee.listener;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Ends a connection whose work does not. A peer that has gone without a word leaves a read without an end: the driver reads
 * with a timeout only until a message begins. Safe for use by several threads.
 */
final class Watch {

    private static final Logger LOG = System.getLogger(Watch.class.getName());

    private final long mostNanos;
    private Connection working;
    private long since;

    Watch(Duration most) {
        this.mostNanos = most.toNanos();
    }

    /** @param connection what does some work from now on */
    synchronized void begin(Connection connection) {
        working = connection;
        since = System.nanoTime();
    }

    /** The work is done. */
    synchronized void end() {
        working = null;
    }

    void abortIfStuck() {
        if (isStuck()) {
            abort();
        }
    }

    private synchronized boolean isStuck() {
        return working != null && System.nanoTime() - since > mostNanos;
    }

    /** Whoever works on the connection gets an exception. */
    void abort() {
        Connection aborted;
        synchronized (this) {
            aborted = working;
        }
        if (aborted != null) {
            abort(aborted);
        }
    }

    static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A broken connection could not be aborted", e);
        }
    }
}

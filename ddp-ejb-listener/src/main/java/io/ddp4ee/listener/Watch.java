package io.ddp4ee.listener;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import jakarta.annotation.Nullable;

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
        abort(workingFor(mostNanos));
    }

    /** Whoever works on the connection gets an exception. */
    void abort() {
        abort(workingFor(0));
    }

    @Nullable
    private synchronized Connection workingFor(long nanos) {
        return working != null && System.nanoTime() - since >= nanos ? working : null;
    }

    static void abort(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.abort(Runnable::run);
            }
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A broken connection could not be aborted", e);
        }
    }
}

package io.ddp4ee.transport;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import jakarta.annotation.Nullable;

/**
 * Which thread closes a connection. It may be asked for by any, also by those that must not wait for a client; so it is done
 * on a thread for that, but for what is asked for while a message is handled: that is done by the thread that has brought the
 * message, which is the container's. Open Liberty, if another thread closes a connection while its client sends, may read no
 * more of it and keep it for ever, or let that thread wait until the client sends again; so a thread that waits for too
 * long is interrupted.
 */
final class Closing implements Rounds.Member {

    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

    private final Closers closers;
    private final Rounds rounds;

    // All guarded by this.
    private boolean handling;
    private boolean asked;

    /** What was asked for while a message is handled. */
    @Nullable
    private Runnable pending;

    /** The thread that closes, while it does. */
    @Nullable
    private Thread closer;

    private long since;

    Closing(Closers closers, Rounds rounds) {
        this.closers = closers;
        this.rounds = rounds;
    }

    /**
     * @param close done once, however often it is asked for
     * @param wouldWait whether it would wait for the client
     */
    void ask(Runnable close, boolean wouldWait) {
        synchronized (this) {
            if (asked) {
                return;
            }
            asked = true;
            if (handling) {
                pending = close;
                return;
            }
        }
        closers.execute(() -> run(close), wouldWait);
    }

    /**
     * Handles what has come, on the thread that has brought it.
     *
     * @param wouldWait whether to close would wait for the client. Then it is left to others all the same: a container may
     *     have few threads that read
     */
    void whileHandling(Runnable message, BooleanSupplier wouldWait) {
        begin();
        try {
            message.run();
        } finally {
            Runnable close = end();
            if (close != null && wouldWait.getAsBoolean()) {
                closers.execute(() -> run(close), true);
            } else if (close != null) {
                run(close);
            }
        }
    }

    private synchronized void begin() {
        handling = true;
    }

    /** What is to be done now. */
    @Nullable
    private synchronized Runnable end() {
        handling = false;
        Runnable close = pending;
        pending = null;
        return close;
    }

    private void run(Runnable close) {
        synchronized (this) {
            closer = Thread.currentThread();
            since = rounds.now();
        }
        rounds.add(this);
        try {
            close.run();
        } finally {
            rounds.remove(this);
            endRun();
        }
    }

    /** From here on the thread is not interrupted for this any more, and what it does next is not to suffer from it. */
    private synchronized void endRun() {
        if (closer == null) {
            var unused = Thread.interrupted();
        }
        closer = null;
    }

    @Override
    public synchronized void look(long now) {
        if (closer != null && now - since > PATIENCE_NANOS) {
            closer.interrupt();
            closer = null;
        }
    }
}

package io.ddp4ee.transport;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

import jakarta.annotation.Nullable;

/**
 * Which thread closes a connection. It may be asked for by any, also by those that must not wait for a client; so it is done
 * on a thread for that, but for what is asked for while a message is handled: that is done by the thread that has brought the
 * message, which is the container's. Open Liberty, if another thread closes a connection while a client is in the midst of
 * sending, may read no more of it, and then keeps it for ever.
 */
final class Closing {

    private final Executor closers;

    // All guarded by this.
    private boolean handling;
    private boolean begun;

    @Nullable
    private Runnable asked;

    Closing(Executor closers) {
        this.closers = closers;
    }

    /** @param close done once, however often it is asked for */
    void ask(Runnable close) {
        synchronized (this) {
            if (asked != null) {
                return;
            }
            asked = close;
            begun = !handling;
            if (handling) {
                return;
            }
        }
        closers.execute(close);
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
                closers.execute(close);
            } else if (close != null) {
                close.run();
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
        if (asked == null || begun) {
            return null;
        }
        begun = true;
        return asked;
    }
}

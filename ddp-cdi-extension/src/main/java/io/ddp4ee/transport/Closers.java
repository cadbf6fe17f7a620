package io.ddp4ee.transport;

import java.util.concurrent.Executor;

/**
 * Who closes connections. Open Liberty takes five seconds for a client that does not read, and thousands of those may have to
 * be closed: nobody else waits behind them.
 *
 * @param quick for those that read
 * @param patient for those that may not
 */
public record Closers(Executor quick, Executor patient) {

    /** @param waits whether it may wait for the client */
    public void execute(Runnable close, boolean waits) {
        (waits ? patient : quick).execute(close);
    }
}

package io.ddp4ee.it.stress;

import java.util.concurrent.atomic.LongAdder;

/** What happened, counted. */
final class Tally {

    final LongAdder subscriptions = new LongAdder();
    final LongAdder ready = new LongAdder();
    final LongAdder disconnects = new LongAdder();
    final LongAdder closed = new LongAdder();
    final LongAdder frames = new LongAdder();
    final LongAdder methods = new LongAdder();
    final LongAdder errors = new LongAdder();
    final LongAdder compared = new LongAdder();

    /** Whether a server may have reason to close a connection. */
    final boolean mayBeClosed;

    Tally(boolean mayBeClosed) {
        this.mayBeClosed = mayBeClosed;
    }

    @Override
    public String toString() {
        return subscriptions + " subscriptions, " + ready + " awaited, " + disconnects + " disconnections, " + frames
                + " frames, " + methods + " methods of which " + errors + " failed, " + closed
                + " connections closed by the server, " + compared + " clients compared with the database";
    }
}

package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.ddp4ee.message.Outgoing;

/**
 * What waits for a client whose connection is lost to come back. So that it costs little if it does not, little may wait:
 * nobody waits for its being sent, and beyond a number of messages it is given up.
 *
 * <p>Used under the session's lock, but for {@link #flush}.
 */
final class ParkedOutbox implements Outbox {

    private final List<Outgoing> waiting;
    private final Executor pool;
    private final int mostMessages;
    private final Consumer<String> failed;
    private volatile boolean full;

    /**
     * @param rest what was not sent any more
     * @param failed told that the client is not waited for any longer
     */
    ParkedOutbox(List<Outgoing> rest, Executor pool, int mostMessages, Consumer<String> failed) {
        this.waiting = new ArrayList<>(rest);
        waiting.removeIf(message -> message.kind() == Outgoing.Kind.HEARTBEAT);
        this.pool = pool;
        this.mostMessages = mostMessages;
        this.failed = failed;
        this.full = waiting.size() > mostMessages;
    }

    List<Outgoing> waiting() {
        return waiting;
    }

    @Override
    public void begin() {
        // What waits is looked at when it is added.
    }

    @Override
    public void add(Outgoing message) {
        if (message.kind() == Outgoing.Kind.HEARTBEAT) {
            return;
        }
        if (!full) {
            waiting.add(message);
        }
        full = waiting.size() > mostMessages;
    }

    @Override
    public void addInitial(Outgoing message) {
        add(message);
    }

    @Override
    public void whenSent(Runnable sent) {
        pool.execute(sent);
    }

    @Override
    public boolean hasBacklog() {
        // Nothing would be sent of which somebody could wait for the end.
        return false;
    }

    @Override
    public int size() {
        return waiting.size();
    }

    @Override
    public void flush() {
        if (full) {
            failed.accept("More than " + mostMessages + " messages wait for a client that is away");
        }
    }

    @Override
    public void close() {
        waiting.clear();
        full = false;
    }

    @Override
    public long inFlightNanos(long now) {
        return 0;
    }
}

package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.ddp4ee.message.Outgoing;

/**
 * What waits for a client whose connection is lost to come back. So that it costs little if it does not, little may wait:
 * nobody waits for its being sent, and beyond a number of messages, or of characters, it is given up. Once it is full it stays
 * so: what it has not taken is missing, and the client can not go on.
 *
 * <p>Used under the session's lock, but for {@link #flush}.
 */
final class ParkedOutbox implements Outbox {

    private final List<Outgoing> waiting = new ArrayList<>();
    private final Executor pool;
    private final int mostMessages;
    private final long mostCharacters;
    private final Consumer<ParkedOutbox> failed;
    private long characters;
    private volatile boolean full;
    private boolean closed;

    /** @param failed told by a flush that the client is not waited for any longer, perhaps several times */
    ParkedOutbox(Executor pool, int mostMessages, long mostCharacters, Consumer<ParkedOutbox> failed) {
        this.pool = pool;
        this.mostMessages = mostMessages;
        this.mostCharacters = mostCharacters;
        this.failed = failed;
    }

    List<Outgoing> waiting() {
        return waiting;
    }

    boolean isFull() {
        return full;
    }

    @Override
    public void begin() {
        // What waits is looked at when it is added.
    }

    @Override
    public void add(Outgoing message) {
        if (full || closed || !isOfUseLater(message)) {
            return;
        }
        waiting.add(message);
        characters += ConnectionOutbox.cost(message);
        full = waiting.size() > mostMessages || characters > mostCharacters;
    }

    /** The client does not count heartbeats, and the next connection has a {@code connected} of its own. */
    private static boolean isOfUseLater(Outgoing message) {
        return message.kind() != Outgoing.Kind.HEARTBEAT && message.kind() != Outgoing.Kind.AGAIN;
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
            failed.accept(this);
        }
    }

    @Override
    public boolean finish(Runnable sent) {
        // There is nobody to send it to.
        return false;
    }

    /** It is not full any more, and must not become so: whoever is told of it ends the session, which flushes, and so on. */
    @Override
    public void close() {
        closed = true;
        waiting.clear();
        full = false;
    }

    @Override
    public long inFlightNanos(long now) {
        return 0;
    }
}

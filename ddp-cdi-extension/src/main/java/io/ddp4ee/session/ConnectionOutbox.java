package io.ddp4ee.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import jakarta.annotation.Nullable;

import io.ddp4ee.message.Outgoing;

/**
 * What waits for one connection. One send is in flight at a time, because containers lose or refuse overlapping
 * ones; the next is begun by whoever learns that the last has ended.
 *
 * <p>Adding and sending are apart: messages are added under the session's lock, which orders them, and sent without it.
 *
 * <p>What may wait is bounded so that a client which does not read costs little, but one that reads must never reach the
 * bound by what it has asked for. So what a subscription begins with is not counted: however large, it is delivered. It
 * is bounded all the same: by the limits of a live query, whose text of each document all sessions share, and because
 * the session handles no further message until it has been sent ({@link #whenSent}). And one decision is always taken
 * in whole, such as what a bulk update changes; only if that much waits already, the client is too slow.
 */
final class ConnectionOutbox implements Outbox {

    /**
     * One message, or one who waits for those before it.
     *
     * @param message null for the latter
     */
    private record Waiting(
            @Nullable Outgoing message,
            boolean counts,
            @Nullable Runnable sent) {

        long counted() {
            return counts ? cost(message) : 0;
        }
    }

    /** Whose outbox this is. */
    interface Owner {

        /** The client cannot be served any longer. Never told by an addition. */
        void failed(String reason);

        /**
         * A connection is no good any more, though it may not have ended. It need not be the one that there is now: what is told
         * of it may have taken its time.
         */
        void broken(Link one, Throwable cause);
    }

    private static final Owner NOBODY = new Owner() {
        @Override
        public void failed(String reason) {}

        @Override
        public void broken(Link one, Throwable cause) {}
    };

    /**
     * What a message costs besides its characters, at least. A client that asks for many answers and reads none would cost
     * several times the bound without it: an answer to a ping has 14 characters.
     */
    private static final int BESIDES = 64;

    /** After so many messages a thread leaves the rest to another, so that a long queue does not keep it from others. */
    private static final int IN_A_ROW = 16;

    private final Connection connection;
    private final Executor pool;
    private final LongSupplier clock;
    private final long mostCharacters;
    private final Consumer<Throwable> ended = this::ended;

    /** Guarded by the session's lock. */
    private boolean firstOfDecision;

    /** Guards what follows. As the session's lock it is a monitor, and states are primitives: see there. */
    private final Queue<Waiting> queue = new ArrayDeque<>();

    private long counted;

    /** {@link Connection#send} has not returned. */
    private boolean calling;

    /** A send has not ended, which it may do before its call has returned. */
    private boolean inFlight;

    private long sendingSince;
    private boolean closed;
    private Replay replay;

    /** No more once it is closed, for it leads to the session: see the owner. */
    @Nullable
    private Link link;

    private volatile boolean full;

    /** Nobody any more once it is closed: the end of the last send may be told long after. */
    private volatile Owner owner;

    ConnectionOutbox(Link link, Executor pool, LongSupplier clock, long mostCharacters, Owner owner, Replay replay) {
        this.connection = link.connection();
        this.link = link;
        this.pool = pool;
        this.clock = clock;
        this.mostCharacters = mostCharacters;
        this.owner = owner;
        this.replay = replay;
    }

    /** From here on another session sends through it. */
    void goOnFor(Owner other, Replay others) {
        synchronized (queue) {
            owner = other;
            replay = others;
        }
    }

    /** What a message costs while it waits, in characters. */
    static long cost(Outgoing message) {
        return (long) message.text().length() + BESIDES;
    }

    @Override
    public void begin() {
        firstOfDecision = true;
    }

    @Override
    public void add(Outgoing message) {
        add(new Waiting(message, true, null));
    }

    @Override
    public void addInitial(Outgoing message) {
        add(new Waiting(message, false, null));
    }

    @Override
    public void whenSent(Runnable sent) {
        add(new Waiting(null, false, sent));
    }

    /**
     * If too much waits before a decision, the next flush says so: whoever adds holds the session's lock, under which nothing
     * is closed.
     */
    private void add(Waiting waiting) {
        synchronized (queue) {
            if (closed) {
                return;
            }
            full |= firstOfDecision && counted > mostCharacters;
            queue.add(waiting);
            counted += waiting.counted();
        }
        firstOfDecision = false;
    }

    @Override
    public boolean hasBacklog() {
        return size() > 0;
    }

    @Override
    public int size() {
        synchronized (queue) {
            return queue.size();
        }
    }

    @Override
    public void flush() {
        if (full) {
            owner.failed("The client does not read: " + mostCharacters + " characters wait for it");
            return;
        }
        for (int sent = 0; sent < IN_A_ROW; sent++) {
            String message = next();
            if (message == null) {
                return;
            }
            connection.send(message, ended);
            if (!hasEndedWhileCalling()) {
                return;
            }
        }
        pool.execute(this::flush);
    }

    private String next() {
        synchronized (queue) {
            while (!isSending() && !queue.isEmpty()) {
                Waiting next = queue.remove();
                counted -= next.counted();
                if (next.message() != null) {
                    calling = true;
                    inFlight = true;
                    sendingSince = clock.getAsLong();
                    replay.add(next.message());
                    return next.message().text();
                }
                // Elsewhere: it goes on to other things.
                pool.execute(next.sent());
            }
            return null;
        }
    }

    private boolean isSending() {
        return calling || inFlight;
    }

    /** If so, the caller goes on; else whoever is told of the end will. */
    private boolean hasEndedWhileCalling() {
        synchronized (queue) {
            calling = false;
            return !inFlight;
        }
    }

    private void ended(@Nullable Throwable failure) {
        boolean goOn;
        Link one;
        synchronized (queue) {
            inFlight = false;
            goOn = !calling && !queue.isEmpty();
            one = link;
        }
        if (failure != null && one != null) {
            owner.broken(one, failure);
        } else if (goOn) {
            flush();
        }
    }

    /** In its place in the queue, as who waits for something to be sent; only that nothing comes behind it. */
    @Override
    public boolean finish(Runnable sent) {
        synchronized (queue) {
            boolean waits = isSending() || !queue.isEmpty();
            if (waits) {
                queue.add(new Waiting(null, false, sent));
            }
            closed = true;
            full = false;
            return waits;
        }
    }

    @Override
    public void close() {
        var unused = end();
    }

    /**
     * Closes it, but tells those who wait for something to be sent: nothing is sent any more.
     *
     * @return the messages that wait
     */
    List<Outgoing> park() {
        List<Outgoing> rest = new ArrayList<>();
        for (Waiting waiting : end()) {
            if (waiting.message() != null) {
                rest.add(waiting.message());
            } else {
                pool.execute(waiting.sent());
            }
        }
        return rest;
    }

    private List<Waiting> end() {
        synchronized (queue) {
            List<Waiting> rest = List.copyOf(queue);
            closed = true;
            full = false;
            queue.clear();
            counted = 0;
            owner = NOBODY;
            replay = null;
            link = null;
            return rest;
        }
    }

    @Override
    public long inFlightNanos(long now) {
        synchronized (queue) {
            return isSending() ? now - sendingSince : 0;
        }
    }
}

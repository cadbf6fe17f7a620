package io.ddp4ee.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import jakarta.annotation.Nullable;

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

    private enum Sending {
        NOTHING,
        /** Between the call of {@link Connection#send} and its return. */
        CALLING,
        /** The send has ended before its call has returned. */
        ENDED_WHILE_CALLING,
        IN_FLIGHT
    }

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
            return counts ? message.text().length() + BESIDES : 0;
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

    private final Link link;
    private final Executor pool;
    private final LongSupplier clock;
    private final long mostCharacters;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private long counted;
    private Sending sending = Sending.NOTHING;
    private long sendingSince;
    private boolean full;
    private boolean closed;

    /** Nobody any more once it is closed: the end of the last send may be told long after. */
    private volatile Owner owner;

    private Replay replay;

    ConnectionOutbox(Link link, Executor pool, LongSupplier clock, long mostCharacters, Owner owner, Replay replay) {
        this.link = link;
        this.pool = pool;
        this.clock = clock;
        this.mostCharacters = mostCharacters;
        this.owner = owner;
        this.replay = replay;
    }

    /** From here on another session sends through it. */
    void goOnFor(Owner other, Replay others) {
        lock.lock();
        try {
            owner = other;
            replay = others;
        } finally {
            lock.unlock();
        }
    }

    /**
     * If too much waits by now, the next flush says so: whoever adds holds the session's lock, under which nothing is
     * closed.
     */
    @Override
    public void begin() {
        lock.lock();
        try {
            full |= counted > mostCharacters;
        } finally {
            lock.unlock();
        }
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

    private void add(Waiting waiting) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            queue.add(waiting);
            counted += waiting.counted();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean hasBacklog() {
        lock.lock();
        try {
            return !queue.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int size() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void flush() {
        if (isFull()) {
            owner.failed("The client does not read: " + mostCharacters + " characters wait for it");
            return;
        }
        for (int sent = 0; sent < IN_A_ROW; sent++) {
            String message = next();
            if (message == null) {
                return;
            }
            link.connection().send(message, this::ended);
            if (!hasEndedWhileCalling()) {
                return;
            }
        }
        pool.execute(this::flush);
    }

    private boolean isFull() {
        lock.lock();
        try {
            return full && !closed;
        } finally {
            lock.unlock();
        }
    }

    private String next() {
        lock.lock();
        try {
            while (sending == Sending.NOTHING && !queue.isEmpty()) {
                Waiting next = queue.remove();
                counted -= next.counted();
                if (next.message() != null) {
                    sending = Sending.CALLING;
                    sendingSince = clock.getAsLong();
                    replay.add(next.message());
                    return next.message().text();
                }
                // Elsewhere: it goes on to other things.
                pool.execute(next.sent());
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** If so, the caller goes on; else whoever is told of the end will. */
    private boolean hasEndedWhileCalling() {
        lock.lock();
        try {
            boolean ended = sending == Sending.ENDED_WHILE_CALLING;
            sending = ended ? Sending.NOTHING : Sending.IN_FLIGHT;
            return ended;
        } finally {
            lock.unlock();
        }
    }

    private void ended(Throwable failure) {
        boolean goOn;
        lock.lock();
        try {
            goOn = sending == Sending.IN_FLIGHT;
            sending = goOn ? Sending.NOTHING : Sending.ENDED_WHILE_CALLING;
        } finally {
            lock.unlock();
        }
        if (failure != null) {
            owner.broken(link, failure);
        } else if (goOn) {
            flush();
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
        lock.lock();
        try {
            List<Waiting> rest = List.copyOf(queue);
            closed = true;
            queue.clear();
            counted = 0;
            owner = NOBODY;
            replay = null;
            return rest;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long inFlightNanos(long now) {
        lock.lock();
        try {
            return sending == Sending.NOTHING ? 0 : now - sendingSince;
        } finally {
            lock.unlock();
        }
    }
}

package io.ddp4ee.session;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import jakarta.annotation.Nullable;

/**
 * What waits to be sent to one client. One send is in flight at a time, because containers lose or refuse overlapping
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
final class Outbox {

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
     * @param text null for the latter
     */
    private record Waiting(
            @Nullable String text, boolean counts, @Nullable Runnable sent) {

        long counted() {
            return counts ? text.length() + BESIDES : 0;
        }
    }

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
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private long counted;
    private Sending sending = Sending.NOTHING;
    private long sendingSince;
    private boolean full;
    private boolean closed;

    /** Nobody any more once it is closed: containers keep the handler of the last send, and what it knows, for long. */
    private volatile Consumer<String> failed;

    /** @param failed told why the client cannot be served any longer; never by {@link #add} */
    Outbox(Connection connection, Executor pool, LongSupplier clock, long mostCharacters, Consumer<String> failed) {
        this.connection = connection;
        this.pool = pool;
        this.clock = clock;
        this.mostCharacters = mostCharacters;
        this.failed = failed;
    }

    /**
     * Somebody is going to add. If too much waits by now, the next flush says so: whoever adds holds the session's lock,
     * under which nothing is closed.
     */
    void begin() {
        lock.lock();
        try {
            full |= counted > mostCharacters;
        } finally {
            lock.unlock();
        }
    }

    /** Puts a message behind all others. It is sent by the next flush, or by whoever is sending. */
    void add(String message) {
        add(new Waiting(message, true, null));
    }

    /** The same for what a subscription begins with. */
    void addInitial(String message) {
        add(new Waiting(message, false, null));
    }

    /** When all that has been added by now has been sent. Not told any more once the outbox is closed. */
    void whenSent(Runnable sent) {
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

    /** Begins to send, unless a send is in flight. */
    void flush() {
        if (isFull()) {
            failed.accept("The client does not read: " + mostCharacters + " characters wait for it");
            return;
        }
        for (int sent = 0; sent < IN_A_ROW; sent++) {
            String message = next();
            if (message == null) {
                return;
            }
            connection.send(message, this::ended);
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
                if (next.text() != null) {
                    sending = Sending.CALLING;
                    sendingSince = clock.getAsLong();
                    return next.text();
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
            failed.accept("The client cannot be reached: " + failure);
        } else if (goOn) {
            flush();
        }
    }

    /** Drops what waits. */
    void close() {
        lock.lock();
        try {
            closed = true;
            queue.clear();
            counted = 0;
            failed = reason -> {};
        } finally {
            lock.unlock();
        }
    }

    /** How long the message in flight has been there, in nanoseconds; 0 if there is none. */
    long inFlightNanos(long now) {
        lock.lock();
        try {
            return sending == Sending.NOTHING ? 0 : now - sendingSince;
        } finally {
            lock.unlock();
        }
    }
}

package io.ddp4ee.session;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What waits to be sent to one client. One send is in flight at a time, because containers lose or refuse overlapping
 * ones; the next is begun by whoever learns that the last has ended.
 *
 * <p>Adding and sending are apart: messages are added under the session's lock, which orders them, and sent without it.
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

    /** After so many messages a thread leaves the rest to another, so that a long queue does not keep it from others. */
    private static final int IN_A_ROW = 16;

    private final Connection connection;
    private final Executor pool;
    private final LongSupplier clock;
    private final long mostBytes;
    private final Consumer<String> failed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<String> messages = new ArrayDeque<>();
    private long bytes;
    private Sending sending = Sending.NOTHING;
    private long sendingSince;
    private boolean full;
    private boolean closed;

    /** @param failed told why the client cannot be served any longer; never by {@link #add} */
    Outbox(Connection connection, Executor pool, LongSupplier clock, long mostBytes, Consumer<String> failed) {
        this.connection = connection;
        this.pool = pool;
        this.clock = clock;
        this.mostBytes = mostBytes;
        this.failed = failed;
    }

    /**
     * Puts a message behind all others. It is sent by the next flush, or by whoever is sending; and if it is too much, the
     * flush says so: whoever adds holds the session's lock, under which nothing is closed.
     */
    void add(String message) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            messages.add(message);
            bytes += message.length();
            full |= bytes > mostBytes;
        } finally {
            lock.unlock();
        }
    }

    /** Begins to send, unless a send is in flight. */
    void flush() {
        if (isFull()) {
            failed.accept("The client does not read: " + mostBytes + " characters wait for it");
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
            if (sending != Sending.NOTHING || closed || messages.isEmpty()) {
                return null;
            }
            String message = messages.remove();
            bytes -= message.length();
            sending = Sending.CALLING;
            sendingSince = clock.getAsLong();
            return message;
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
            messages.clear();
            bytes = 0;
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

package io.ddp4ee.transport;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import jakarta.annotation.Nullable;
import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;

import io.ddp4ee.session.Connection;

/**
 * A WebSocket of the container as what a DDP session writes to. The session has one send in flight at a time, because
 * containers lose or refuse overlapping ones; what is said besides does not overlap with it either: a heartbeat is left out
 * while a send is in flight, and the send that comes during a heartbeat waits for its end.
 */
final class WebSocketConnection implements Connection, Rounds.Member {

    private static final Logger LOG = System.getLogger(WebSocketConnection.class.getName());

    /** A close frame has room for 125 bytes, two of which are the code. */
    private static final int LONGEST_REASON = 123;

    /**
     * For the client to take what is on its way, and the close frame. One that reads nothing would keep the connection, and
     * what is on its way, for as long as it likes.
     */
    private static final long CLOSING_MILLIS = 10_000;

    /**
     * For what is in flight, and for the frame before the close frame, which is for the client's information only: a client
     * that does not read does not need it.
     */
    private static final long LAST_WORD_MILLIS = 1_000;

    /** For what is in flight to a client that reads. */
    private static final long READER_MILLIS = 100;

    /** What is to be sent, and who is told of its end. */
    private record Frame(String text, Consumer<Throwable> done) {}

    private final Session session;

    /** Kept, because Open Liberty makes another each time, and keeps that. */
    private final RemoteEndpoint.Async remote;

    private final Framing framing;
    private final Transport transport;
    private final Closing closing;
    private final Runnable whenClosing;

    /**
     * The same for all that is sent: a container keeps the last one's as long as the connection, which a client may make long,
     * and a session that is closed must not be kept with it.
     */
    private final SendHandler handler = result -> sent(result.getException());

    /** A monitor, as a DDP session's, and for the same reason. */
    private final Object lock = new Object();

    // From here on under the lock.
    private boolean inFlight;

    /** Nothing is sent any more: the connection has ended, or is told its last. */
    private boolean over;

    /** Who is told of the end of what is in flight, or was last. */
    private Consumer<Throwable> done;

    private long sentAt;

    /** What came during a heartbeat. */
    @Nullable
    private Frame next;

    /** @param whenClosing run when the connection is to be closed: that may take long, and nobody is heard meanwhile */
    WebSocketConnection(Session session, Framing framing, Transport transport, Runnable whenClosing) {
        this.session = session;
        this.remote = session.getAsyncRemote();
        this.whenClosing = whenClosing;
        this.framing = framing;
        this.transport = transport;
        this.closing = new Closing(transport.closers(), transport.rounds());
    }

    /** From now on the client is told that the connection lives. */
    void opened() {
        if (framing.heartbeat() != null) {
            sentAt = transport.rounds().now();
            transport.rounds().add(this);
        }
    }

    /** It is gone. Of what was on its way then, not every container tells that it has not come to its end. */
    void ended() {
        transport.rounds().remove(this);
        List<Consumer<Throwable>> lost = new ArrayList<>();
        synchronized (lock) {
            if (inFlight) {
                lost.add(done);
            }
            if (next != null) {
                lost.add(next.done());
            }
            inFlight = false;
            over = true;
            done = null;
            next = null;
            lock.notifyAll();
        }
        lost.forEach(WebSocketConnection::fail);
    }

    private static void fail(Consumer<Throwable> done) {
        done.accept(new IOException("The connection has ended"));
    }

    /** Handles what has come, on the thread that reads. */
    void receive(Runnable message) {
        closing.whileHandling(message, () -> !isFreeWithin(READER_MILLIS));
    }

    @Override
    public void send(String message, Consumer<Throwable> done) {
        String text = framing.frame(message);
        boolean isOver;
        synchronized (lock) {
            if (inFlight) {
                next = new Frame(text, done);
                return;
            }
            if (!over) {
                begin(done);
            }
            isOver = over;
        }
        if (isOver) {
            fail(done);
        } else {
            transmit(text);
        }
    }

    @Override
    public void look(long now) {
        synchronized (lock) {
            if (inFlight || over || !transport.times().isSilence(now - sentAt)) {
                return;
            }
            begin(WebSocketConnection::beaten);
        }
        transmit(framing.heartbeat());
    }

    private static void beaten(Throwable failure) {
        if (failure != null) {
            LOG.log(Level.DEBUG, "A heartbeat could not be sent", failure);
        }
    }

    /** Under the lock. */
    private void begin(Consumer<Throwable> told) {
        inFlight = true;
        sentAt = transport.rounds().now();
        setDone(told);
    }

    /** Nearly always it is the same, and not stored again: see the lock. */
    private void setDone(Consumer<Throwable> told) {
        if (done != told) {
            done = told;
        }
    }

    private void transmit(String text) {
        try {
            remote.sendText(text, handler);
        } catch (RuntimeException e) {
            // The session has been closed in the meantime.
            sent(e);
        }
    }

    private void sent(@Nullable Throwable failure) {
        Consumer<Throwable> ended;
        Frame waiting;
        synchronized (lock) {
            if (!inFlight) {
                // Told already: by the container, or when the connection ended.
                return;
            }
            ended = done;
            waiting = next;
            inFlight = waiting != null;
            if (waiting != null) {
                next = null;
                setDone(waiting.done());
            }
            lock.notifyAll();
        }
        ended.accept(failure);
        if (waiting != null) {
            transmit(waiting.text());
        }
    }

    @Override
    public void close(int code, String reason) {
        transport.rounds().remove(this);
        whenClosing.run();
        closing.ask(() -> end(code, reason), isInFlight());
    }

    private boolean isInFlight() {
        synchronized (lock) {
            return inFlight;
        }
    }

    private void end(int code, @Nullable String reason) {
        try {
            String last = framing.closing(code, reason);
            if (last != null) {
                tell(last);
            }
            end(session, code, reason);
        } finally {
            // Open Liberty does not tell of the end of a connection that breaks while it is closed, and keeps it.
            ended();
        }
    }

    private void tell(String last) {
        try {
            if (!isFreeWithin(LAST_WORD_MILLIS) || !setLast()) {
                return;
            }
            remote.sendText(last).get(LAST_WORD_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Who has waited for too long here goes on.
            LOG.log(Level.DEBUG, "A client was not told why its connection is closed", e);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A client could not be told why its connection is closed", e);
        }
    }

    /** Whether what is in flight, if anything, ends so soon. */
    private boolean isFreeWithin(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        synchronized (lock) {
            try {
                for (long left = end - System.nanoTime(); inFlight && left > 0; left = end - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(lock, left);
                }
                return !inFlight && !over;
            } catch (InterruptedException e) {
                // Whoever closes must come to its end all the same.
                return false;
            }
        }
    }

    /** @return whether nothing else is sent any more */
    private boolean setLast() {
        synchronized (lock) {
            boolean free = !inFlight && !over;
            over |= free;
            return free;
        }
    }

    /** Closes it without a word before. */
    static void end(Session session, int code, @Nullable String reason) {
        try {
            session.setMaxIdleTimeout(CLOSING_MILLIS);
            session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), fit(reason)));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A connection that was to be closed was gone already", e);
        }
    }

    private static String fit(String reason) {
        if (reason == null) {
            return null;
        }
        byte[] bytes = reason.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= LONGEST_REASON
                ? reason
                : new String(Arrays.copyOf(bytes, LONGEST_REASON - 3), StandardCharsets.UTF_8);
    }
}

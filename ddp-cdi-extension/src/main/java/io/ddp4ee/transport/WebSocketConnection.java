package io.ddp4ee.transport;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

import jakarta.annotation.Nullable;
import jakarta.websocket.CloseReason;
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

    /** Told apart by identity. */
    private static final class Frame {
        private final String text;

        /** Told of the end. */
        private final Consumer<Throwable> done;

        Frame(String text, Consumer<Throwable> done) {
            this.text = text;
            this.done = done;
        }
    }

    /** Is in flight for ever, at the end: nothing follows. */
    private static final Frame LAST = new Frame("", failure -> {});

    private final Session session;
    private final Framing framing;
    private final Transport transport;
    private final Closing closing;
    private final Runnable whenClosed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();

    /**
     * The same for all that is sent: a container keeps the last one's as long as the connection, which a client may make long,
     * and a session that is closed must not be kept with it.
     */
    private final SendHandler handler = result -> sent(result.getException());

    // All under the lock.

    @Nullable
    private Frame inFlight;

    private long sentAt;

    /** What came during a heartbeat. */
    @Nullable
    private Frame next;

    /** @param whenClosed run when this has closed the connection */
    WebSocketConnection(Session session, Framing framing, Transport transport, Runnable whenClosed) {
        this.session = session;
        this.whenClosed = whenClosed;
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
        List<Frame> lost = new ArrayList<>();
        lock.lock();
        try {
            Stream.of(inFlight, next).filter(Objects::nonNull).forEach(lost::add);
            inFlight = LAST;
            next = null;
            freed.signalAll();
        } finally {
            lock.unlock();
        }
        lost.forEach(WebSocketConnection::fail);
    }

    private static void fail(Frame frame) {
        frame.done.accept(new IOException("The connection has ended"));
    }

    /** Handles what has come, on the thread that reads. */
    void receive(Runnable message) {
        closing.whileHandling(message, () -> !isFreeWithin(READER_MILLIS));
    }

    @Override
    public void send(String message, Consumer<Throwable> done) {
        Frame frame = new Frame(framing.frame(message), done);
        boolean isOver;
        lock.lock();
        try {
            isOver = inFlight == LAST;
            if (inFlight != null && !isOver) {
                next = frame;
                return;
            }
            if (!isOver) {
                begin(frame);
            }
        } finally {
            lock.unlock();
        }
        if (isOver) {
            fail(frame);
        } else {
            transmit(frame);
        }
    }

    @Override
    public void look(long now) {
        Frame frame = new Frame(framing.heartbeat(), WebSocketConnection::beaten);
        lock.lock();
        try {
            if (inFlight != null || !transport.times().isSilence(now - sentAt)) {
                return;
            }
            begin(frame);
        } finally {
            lock.unlock();
        }
        transmit(frame);
    }

    private static void beaten(Throwable failure) {
        if (failure != null) {
            LOG.log(Level.DEBUG, "A heartbeat could not be sent", failure);
        }
    }

    /** Under the lock. */
    private void begin(Frame frame) {
        inFlight = frame;
        sentAt = transport.rounds().now();
    }

    private void transmit(Frame frame) {
        try {
            session.getAsyncRemote().sendText(frame.text, handler);
        } catch (RuntimeException e) {
            // The session has been closed in the meantime.
            sent(e);
        }
    }

    private void sent(@Nullable Throwable failure) {
        Frame ended;
        Frame waiting;
        lock.lock();
        try {
            if (inFlight == LAST) {
                // Told already, when the connection ended.
                return;
            }
            ended = inFlight;
            waiting = next;
            next = null;
            inFlight = waiting;
            freed.signalAll();
        } finally {
            lock.unlock();
        }
        ended.done.accept(failure);
        if (waiting != null) {
            transmit(waiting);
        }
    }

    @Override
    public void close(int code, String reason) {
        transport.rounds().remove(this);
        closing.ask(() -> {
            try {
                String last = framing.closing(code, reason);
                if (last != null) {
                    tell(last);
                }
                end(session, code, reason);
            } finally {
                // Open Liberty does not tell of the end of a connection that breaks while it is closed, and keeps it.
                ended();
                whenClosed.run();
            }
        });
    }

    private void tell(String last) {
        try {
            if (!isFreeWithin(LAST_WORD_MILLIS) || !setLast()) {
                return;
            }
            session.getAsyncRemote().sendText(last).get(LAST_WORD_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Who has waited for too long here goes on.
            LOG.log(Level.DEBUG, "A client was not told why its connection is closed", e);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A client could not be told why its connection is closed", e);
        }
    }

    /** Whether what is in flight, if anything, ends so soon. */
    private boolean isFreeWithin(long millis) {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (inFlight != null && inFlight != LAST && left > 0) {
                left = freed.awaitNanos(left);
            }
            return inFlight == null;
        } catch (InterruptedException e) {
            // Whoever closes must come to its end all the same.
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** @return whether nothing else is sent any more */
    private boolean setLast() {
        lock.lock();
        try {
            boolean free = inFlight == null;
            inFlight = free ? LAST : inFlight;
            return free;
        } finally {
            lock.unlock();
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

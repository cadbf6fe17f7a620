package io.ddp4ee.transport.sockjs;

import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import jakarta.annotation.Nullable;

import io.ddp4ee.session.CloseCode;
import io.ddp4ee.session.Connection;
import io.ddp4ee.session.Handshake;
import io.ddp4ee.session.Link;
import io.ddp4ee.session.Sessions;
import io.ddp4ee.transport.Rounds;
import io.ddp4ee.transport.SockJsText;
import io.ddp4ee.transport.SockJsTimes;

/**
 * A connection made of requests: at most one at a time waits for what the server says, others bring what the client says.
 *
 * <p>The lock is never held while a response, the DDP session or the container is called. Each of them may call back.
 */
final class SockJsSession implements Connection, FrameSource, Rounds.Member {

    /**
     * Characters that wait here for a response before the DDP session is held up, which bounds the rest: what comes between
     * two polls goes out with the next one.
     */
    private static final int ROOM = 65_536;

    /** For a client to take the last that it is sent. */
    private static final long CLOSING_NANOS = Duration.ofSeconds(10).toNanos();

    private enum State {
        /** Until the first response, which begins with {@code o}. */
        CONNECTING,
        OPEN,
        /** Each response is told so. */
        CLOSING,
        CLOSED
    }

    private final String id;
    private final SockJsSessions all;
    private final SockJsTimes times;

    @Nullable
    private final String user;

    private final ReentrantLock lock = new ReentrantLock();

    /** Of who hands on what a request brings: one client's requests are handled in an order, if in none that we know. */
    private final ReentrantLock receiving = new ReentrantLock();

    private volatile Link link;

    // All under the lock.
    private final Queue<String> waiting = new ArrayDeque<>();
    private long waitingCharacters;
    private State state = State.CONNECTING;
    private boolean isHeartbeatDue;

    @Nullable
    private String lastFrame;

    @Nullable
    private Receiver receiver;

    /** Who is held up. */
    @Nullable
    private Consumer<Throwable> heldUp;

    /** When a response was last given a frame, or left, or was no longer wanted. */
    private long since;

    private SockJsSession(String id, SockJsSessions all, SockJsTimes times, @Nullable Principal user) {
        this.id = id;
        this.all = all;
        this.times = times;
        this.user = name(user);
        this.since = all.now();
    }

    static SockJsSession open(
            String id, SockJsSessions all, SockJsTimes times, Sessions sessions, Handshake handshake) {
        SockJsSession session = new SockJsSession(id, all, times, handshake.principal());
        session.link = sessions.open(session, handshake);
        return session;
    }

    String id() {
        return id;
    }

    /** The id is too short, and chosen by the client, to be all that a request has to show. */
    boolean isOf(@Nullable Principal other) {
        String name = name(other);
        return user == null ? name == null : user.equals(name);
    }

    @Nullable
    private static String name(@Nullable Principal principal) {
        return principal == null ? null : principal.getName();
    }

    /** Whether no response has begun it yet. */
    boolean begins() {
        return is(State.CONNECTING);
    }

    boolean isClosing() {
        return is(State.CLOSING);
    }

    boolean isOver() {
        return is(State.CLOSED);
    }

    private boolean is(State asked) {
        lock.lock();
        try {
            return state == asked;
        } finally {
            lock.unlock();
        }
    }

    /** Characters that its client may send now, and bytes. */
    int most() {
        return all.most(link);
    }

    /** How long its client may take for a request. */
    Duration patience() {
        return times.disconnectDelay();
    }

    /** What a response is given its frames by; null if the session has ended meanwhile. */
    @Nullable
    FrameSource attach(Receiver next) {
        lock.lock();
        try {
            if (state == State.CLOSED) {
                return null;
            }
            if (receiver != null) {
                // The first has its last frame coming.
                return state == State.CLOSING ? new Refusal(lastFrame) : Refusal.ANOTHER_IS_OPEN;
            }
            receiver = next;
            isHeartbeatDue = false;
            since = all.now();
            return this;
        } finally {
            lock.unlock();
        }
    }

    /** What one request has brought. Does not wait for any of it to be handled. */
    void receive(List<String> messages) {
        receiving.lock();
        try {
            messages.forEach(this::receive);
        } finally {
            receiving.unlock();
        }
    }

    private void receive(String message) {
        int most = most();
        if (message.length() > most) {
            link.close(CloseCode.TOO_BIG, "A message may have " + most + " characters");
        } else {
            link.receive(message);
        }
    }

    /** What a request has brought is too much. */
    void refuse() {
        link.close(CloseCode.TOO_BIG, "A request may have " + most() + " bytes");
    }

    @Override
    public void send(String message, Consumer<Throwable> done) {
        Receiver present;
        boolean isOpen;
        boolean isFull;
        lock.lock();
        try {
            isOpen = state == State.CONNECTING || state == State.OPEN;
            if (isOpen) {
                waiting.add(message);
                waitingCharacters += message.length();
            }
            isFull = isOpen && waitingCharacters > ROOM;
            heldUp = isFull ? done : null;
            present = receiver;
        } finally {
            lock.unlock();
        }
        if (!isFull) {
            done.accept(isOpen ? null : new IOException("The session is closed"));
        }
        wake(present);
    }

    private static void wake(@Nullable Receiver present) {
        if (present != null) {
            present.wake();
        }
    }

    @Override
    public String next(Receiver one) {
        Consumer<Throwable> released;
        String frame;
        lock.lock();
        try {
            if (receiver != one) {
                return null;
            }
            frame = frame(one.isPoll());
            if (frame != null) {
                since = all.now();
            }
            released = waitingCharacters > ROOM ? null : heldUp;
            heldUp = released == null ? heldUp : null;
        } finally {
            lock.unlock();
        }
        if (released != null) {
            released.accept(null);
        }
        return frame;
    }

    /** Under the lock. */
    @Nullable
    private String frame(boolean isPoll) {
        if (state == State.CONNECTING) {
            state = State.OPEN;
            return SockJsText.OPEN;
        }
        if (!waiting.isEmpty()) {
            isHeartbeatDue = false;
            return SockJsText.messages(isPoll ? takeAll() : List.of(take()));
        }
        if (state == State.CLOSING) {
            return lastFrame;
        }
        boolean beats = isHeartbeatDue;
        isHeartbeatDue = false;
        return beats ? SockJsText.HEARTBEAT : null;
    }

    private String take() {
        String message = waiting.remove();
        waitingCharacters -= message.length();
        return message;
    }

    private List<String> takeAll() {
        List<String> messages = new ArrayList<>(waiting);
        waiting.clear();
        waitingCharacters = 0;
        return messages;
    }

    @Override
    public void left(Receiver one) {
        lock.lock();
        try {
            if (receiver == one) {
                receiver = null;
                since = all.now();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close(int code, @Nullable String reason) {
        Receiver present;
        lock.lock();
        try {
            if (state == State.CLOSING || state == State.CLOSED) {
                return;
            }
            state = State.CLOSING;
            lastFrame = SockJsText.close(code, reason);
            since = all.now();
            present = receiver;
        } finally {
            lock.unlock();
        }
        wake(present);
    }

    @Override
    public void look(long now) {
        Receiver beaten = null;
        Receiver stuck = null;
        boolean isAway = false;
        lock.lock();
        try {
            long silence = now - since;
            if (receiver == null) {
                isAway = times.isAbsence(silence);
            } else if (state == State.CLOSING) {
                stuck = silence >= CLOSING_NANOS ? receiver : null;
            } else if (times.isSilence(silence)) {
                isHeartbeatDue = true;
                since = now;
                beaten = receiver;
            }
        } finally {
            lock.unlock();
        }
        wake(beaten);
        if (stuck != null) {
            all.abandon(stuck);
        }
        if (isAway) {
            end();
        }
    }

    /** A frame may be lost, so nothing that follows would be right: the client has to connect again. */
    @Override
    public void broken(Receiver one) {
        end();
    }

    /** Nothing is sent any more. What its client has not been sent it may fetch when it connects again. */
    void end() {
        Receiver present;
        Consumer<Throwable> held;
        lock.lock();
        try {
            if (state == State.CLOSED) {
                return;
            }
            state = State.CLOSED;
            present = receiver;
            receiver = null;
            held = heldUp;
            heldUp = null;
            waiting.clear();
        } finally {
            lock.unlock();
        }
        all.forget(this);
        link.lost();
        if (held != null) {
            held.accept(new IOException("The client has gone away"));
        }
        if (present != null) {
            present.abandon();
        }
    }
}

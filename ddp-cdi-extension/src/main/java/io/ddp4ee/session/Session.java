package io.ddp4ee.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import jakarta.annotation.Nullable;

import io.ddp4ee.DdpSession;
import io.ddp4ee.RateLimit.Call;
import io.ddp4ee.message.ClientMessage;
import io.ddp4ee.message.ClientMessage.Connect;
import io.ddp4ee.message.ClientMessage.Ping;
import io.ddp4ee.message.Incoming;
import io.ddp4ee.message.MalformedMessage;
import io.ddp4ee.message.ServerMessage;
import io.ddp4ee.message.ServerMessage.Connected;
import io.ddp4ee.message.ServerMessage.Failed;
import io.ddp4ee.message.ServerMessage.Pong;

/**
 * One client, from the opening of its connection to its end.
 *
 * <p>The lock orders what is sent: it is held while the merge box decides and the outbox takes the messages, and never while
 * anything is sent, awaited or called that is not ours.
 */
public final class Session {

    private static final List<String> VERSIONS = List.of("1", "pre2", "pre1");

    /** So long no client takes that reads, unless its network is bad. */
    private static final long LONG_IN_FLIGHT = Duration.ofSeconds(1).toNanos();

    private enum State {
        /** Nothing but {@code connect} is accepted. */
        NEW,
        CONNECTED,
        /** The versions did not fit: whatever comes until the connection is closed is ignored. */
        REFUSED,
        CLOSED
    }

    private final SessionServices services;
    private final Connection connection;
    private final LongSupplier clock;
    private final SessionHandle handle;
    private final Outbox outbox;
    private final Inbox inbox;
    private final ReentrantLock lock = new ReentrantLock();
    private final Subscriptions subscriptions;
    private final MethodCalls methodCalls;
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private State state = State.NEW;
    private boolean beginning;
    private final Heartbeat heartbeat;
    private volatile boolean answersPings;

    Session(SessionServices services, Connection connection, Handshake handshake, LongSupplier clock) {
        this.services = services;
        this.connection = connection;
        this.clock = clock;
        this.heartbeat = new Heartbeat(services.limits().heartbeat(), clock.getAsLong());
        this.handle = new SessionHandle(
                services.ids().get(), handshake, () -> close(CloseCode.NORMAL, "The session was closed"));
        this.outbox = new Outbox(
                connection,
                services.threads().pool(),
                clock,
                services.limits().outboxBytes(),
                reason -> close(CloseCode.TRY_AGAIN_LATER, reason));
        this.inbox = new Inbox(services.threads().workers(), services.limits(), this::handle);
        this.subscriptions = new Subscriptions(this);
        this.methodCalls = new MethodCalls(this);
    }

    SessionServices services() {
        return services;
    }

    DdpSession handle() {
        return handle;
    }

    /** What a limit is asked about. */
    Call call(String type, String name) {
        return new Call(type, name, handle.userId(), handle.clientAddress(), handle.id());
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    /** A text came from the client. Called for one text at a time, and does not wait. */
    public void receive(String text) {
        heartbeat.heard(clock.getAsLong());
        try {
            accept(services.reader().read(text), text.length());
        } catch (MalformedMessage e) {
            if (state() != State.REFUSED) {
                send(e.answer());
            }
        }
    }

    private void accept(Incoming message, int length) throws MalformedMessage {
        switch (state()) {
            case NEW -> {
                if (!message.isConnect()) {
                    throw new MalformedMessage("Must connect first", message);
                }
                connect((Connect) message.message());
            }
            case CONNECTED -> {
                if (message.isConnect()) {
                    throw new MalformedMessage("Already connected", message);
                }
                if (message.isHeartbeat() && !answersPings) {
                    throw new MalformedMessage("Bad request", message);
                } else if (message.isHeartbeat()) {
                    answer(message.message());
                } else if (!inbox.offer(message, length)) {
                    close(CloseCode.POLICY, "Too much waits to be handled");
                }
            }
            case REFUSED, CLOSED -> {
                // Nobody is there to be answered.
            }
        }
    }

    private void connect(Connect connect) {
        String version = connect.version();
        List<String> support = connect.support();
        boolean readable = version != null && support != null && support.contains(version);
        String best = readable
                ? support.stream().filter(VERSIONS::contains).findFirst().orElse(VERSIONS.get(0))
                : VERSIONS.get(0);
        if (!readable || !version.equals(best)) {
            setState(State.REFUSED);
            send(new Failed(best));
            closeConnection(CloseCode.NORMAL, null);
            return;
        }
        answersPings = !version.equals("pre1");
        if (!setState(State.CONNECTED)) {
            return;
        }
        send(new Connected(services.ids().get()));
        services.threads().workers().execute(this::begin);
    }

    /** In Meteor's order, before the client's first message is handled. */
    private void begin() {
        subscriptions.startUniversal();
        services.run("Telling of an opened session", List.of(() -> services.events().opened(handle)));
        opened.complete(null);
        inbox.open();
    }

    private void answer(ClientMessage message) {
        if (message instanceof Ping ping) {
            send(new Pong(ping.id()));
        }
    }

    private CompletionStage<?> handle(Incoming incoming) {
        try {
            ClientMessage message = incoming.message();
            if (message instanceof ClientMessage.Sub sub) {
                return subscriptions.subscribe(sub);
            }
            if (message instanceof ClientMessage.Unsub unsub) {
                return subscriptions.unsubscribe(unsub);
            }
            if (message instanceof ClientMessage.Method method) {
                return methodCalls.call(method);
            }
        } catch (MalformedMessage e) {
            send(e.answer());
        }
        return CompletableFuture.completedStage(null);
    }

    void send(ServerMessage message) {
        locked(() -> outbox.add(message.text()));
    }

    /**
     * Runs what decides on messages, and sends them afterwards: not before the outermost decision of this thread has
     * ended, because a container may hold a lock of its own while it calls a session, and may want the same to send.
     */
    void locked(Runnable decision) {
        lock.lock();
        try {
            if (lock.getHoldCount() == 1) {
                outbox.begin();
            }
            decision.run();
        } finally {
            lock.unlock();
        }
        if (!lock.isHeldByCurrentThread()) {
            outbox.flush();
        }
    }

    /** Puts a message behind all others. Under the lock. */
    void enqueue(String text) {
        if (beginning) {
            outbox.addInitial(text);
        } else {
            outbox.add(text);
        }
    }

    /** Runs what decides on what a subscription begins with. Under the lock. */
    void beginning(Runnable decision) {
        beginning = true;
        try {
            decision.run();
        } finally {
            beginning = false;
        }
    }

    /** Goes on when all that has been decided by now has been sent, on a thread of the pool. Under the lock. */
    void whenSent(Runnable action) {
        outbox.whenSent(action);
    }

    private State state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    private boolean setState(State next) {
        return replaceState(next) != State.CLOSED;
    }

    /** @return the state before; a closed session stays closed */
    private State replaceState(State next) {
        lock.lock();
        try {
            State before = state;
            state = before == State.CLOSED ? before : next;
            return before;
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        return state() == State.CLOSED;
    }

    /** Whether the client takes what it is sent, as far as is known. */
    boolean reads(long now) {
        return outbox.inFlightNanos(now) < LONG_IN_FLIGHT;
    }

    /** Looks after the connection: a client that does not read, that is not there or that never connects is dropped. */
    void tick(long now) {
        if (outbox.inFlightNanos(now) > services.limits().sendTimeout().toNanos()) {
            close(CloseCode.TRY_AGAIN_LATER, "The client does not read");
            return;
        }
        switch (verdict(now)) {
            case GONE -> close(CloseCode.NORMAL, null);
            // Not on the timer, which others wait for.
            case ASK -> services.threads().pool().execute(() -> send(new ServerMessage.Ping()));
            case FINE -> {
                // Until the next time.
            }
        }
    }

    private Heartbeat.Verdict verdict(long now) {
        return switch (state()) {
            case NEW, REFUSED -> heartbeat.unconnected(now);
            case CONNECTED -> answersPings ? heartbeat.connected(now) : Heartbeat.Verdict.FINE;
            case CLOSED -> Heartbeat.Verdict.FINE;
        };
    }

    /** Ends the session and closes its connection. From any thread, any number of times. */
    public void close(int code, @Nullable String reason) {
        State before = replaceState(State.CLOSED);
        if (before == State.CLOSED) {
            return;
        }
        inbox.close();
        outbox.close();
        closeConnection(code, reason);
        services.threads().finishers().execute(() -> {
            subscriptions.close();
            services.run("An onClose action", handle.takeCloseActions());
            if (before == State.CONNECTED) {
                // Never before it was told of as opened, which may take its time.
                var unused = opened.thenRunAsync(
                        () -> services.run("Telling of a closed session", List.of(() -> services.events()
                                .closed(handle))),
                        services.threads().finishers());
            }
        });
    }

    /** Elsewhere: it may wait for a client that does not read, and its callers are the dispatcher and the timer too. */
    private void closeConnection(int code, @Nullable String reason) {
        services.threads().closers().execute(() -> connection.close(code, reason));
    }
}

package io.ddp4ee.session;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

import jakarta.annotation.Nullable;

import io.ddp4ee.message.ClientMessage;
import io.ddp4ee.message.ClientMessage.Connect;
import io.ddp4ee.message.ClientMessage.Ping;
import io.ddp4ee.message.Incoming;
import io.ddp4ee.message.MalformedMessage;
import io.ddp4ee.message.Outgoing;
import io.ddp4ee.message.Request;
import io.ddp4ee.message.ServerMessage;
import io.ddp4ee.message.ServerMessage.Connected;
import io.ddp4ee.message.ServerMessage.Failed;
import io.ddp4ee.message.ServerMessage.Pong;

/**
 * One client, from the opening of its connection to its end, which may be on another connection: one that is lost may be
 * followed by another for a while, on which the client goes on as if nothing had happened. Meanwhile the session is parked:
 * its subscriptions and calls go on, and what is to be sent waits.
 *
 * <p>The lock orders what is sent: it is held while the merge box decides and the outbox takes the messages, and never while
 * anything is sent, awaited or called that is not ours.
 */
final class Session implements ConnectionOutbox.Owner {

    enum State {
        /** Nothing but {@code connect} is accepted. */
        NEW,
        CONNECTED,
        /** The connection is lost, and the client may come back. */
        PARKED,
        /** The versions did not fit: whatever comes until the connection is closed is ignored. */
        REFUSED,
        CLOSED
    }

    private final SessionServices services;
    private final Sessions sessions;
    private final SessionHandle handle;
    private final Inbox inbox;

    /**
     * A monitor, because a {@code ReentrantLock} keeps its owner in a field: in an object as old as a session that is work
     * for the garbage collector at each delivery, several times what the lock itself costs. The same holds for whatever else
     * a delivery writes to.
     */
    private final Object lock = new Object();

    private final Subscriptions subscriptions;
    private final MethodCalls methodCalls;
    private final Concurrency concurrency;
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final Delivery delivery;
    private final Liveness liveness;
    private final Absence absence;
    private final Inquiry inquiry;
    private final Negotiation negotiation;
    private final Refreshment refreshment = new Refreshment(this);
    private final Resent resent = new Resent();

    /** By which its client knows it, and nobody else: who says it goes on with the session. */
    private final String secret;

    // From here on under the lock.
    private State state = State.NEW;
    private boolean beginning;
    private boolean deciding;

    Session(SessionServices services, Sessions sessions, Link link, Handshake handshake, LongSupplier clock) {
        this.services = services;
        this.sessions = sessions;
        this.liveness = new Liveness(this, clock);
        this.absence = new Absence(this, sessions);
        this.inquiry = new Inquiry(this, sessions);
        this.negotiation = new Negotiation(this, sessions);
        this.handle = new SessionHandle(
                services.ids().get(),
                handshake,
                () -> close(CloseCode.NORMAL, "The session was closed"),
                action -> services.runElsewhere("An onClose action", action));
        this.secret = services.ids().get();
        this.delivery = new Delivery(link, services, clock, this);
        this.concurrency = new Concurrency(services.limits().unblocked());
        this.inbox = new Inbox(services.threads().workers(), services.limits(), this::handle, resent, link);
        this.subscriptions = new Subscriptions(this);
        this.methodCalls = new MethodCalls(this);
    }

    SessionServices services() {
        return services;
    }

    SessionHandle handle() {
        return handle;
    }

    Delivery delivery() {
        return delivery;
    }

    Liveness liveness() {
        return liveness;
    }

    Absence absence() {
        return absence;
    }

    Inquiry inquiry() {
        return inquiry;
    }

    Refreshment refreshment() {
        return refreshment;
    }

    Resent resent() {
        return resent;
    }

    Concurrency concurrency() {
        return concurrency;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    int toHandle() {
        return inbox.requests().size();
    }

    String secret() {
        return secret;
    }

    /** A text came from the client. Called for one text at a time, and does not wait. */
    void receive(String text, Link from) {
        liveness.heard();
        try {
            accept(services.reader().read(text), text.length(), from);
        } catch (MalformedMessage e) {
            if (state() != State.REFUSED) {
                send(e.answer());
            }
        }
    }

    private void accept(Incoming message, int length, Link from) throws MalformedMessage {
        switch (state()) {
            case NEW -> {
                if (!message.isConnect()) {
                    throw new MalformedMessage("Must connect first", message);
                }
                negotiation.connect((Connect) message.message());
            }
            case CONNECTED -> {
                if (message.isConnect()) {
                    throw new MalformedMessage("Already connected", message);
                }
                if (message.isHeartbeat() && !liveness.answersPings()) {
                    throw new MalformedMessage("Bad request", message);
                } else if (message.isHeartbeat()) {
                    answer(message.message());
                } else if (message.isDisconnect()) {
                    absence.exclude();
                } else if (!inbox.offer(message, length, from)) {
                    close(CloseCode.POLICY, "Too much waits to be handled");
                }
            }
            case PARKED, REFUSED, CLOSED -> {
                // Nobody is there to be answered.
            }
        }
    }

    /** There is a session now, which begins. */
    void connected(String version) {
        liveness.connected(version);
        if (!setState(State.CONNECTED)) {
            return;
        }
        sessions.connected(this);
        locked(() -> delivery.outbox().add(new Outgoing(new Connected(secret).text(), Outgoing.Kind.FIRST, null)));
        services.threads().workers().execute(this::begin);
    }

    /** There is none. */
    void refused(String version) {
        setState(State.REFUSED);
        locked(() -> {
            enqueue(new Failed(version));
            whenSent(() -> link().connection().close(CloseCode.NORMAL, null));
        });
    }

    /** In Meteor's order, before the client's first message is handled. */
    private void begin() {
        subscriptions.startUniversal();
        services.run(
                "Telling of an opened session", List.of(() -> services.events().opened(handle)));
        opened.complete(null);
        inbox.open();
    }

    private void answer(ClientMessage message) {
        if (message instanceof Ping ping) {
            send(new Pong(ping.id()));
        } else if (message instanceof ClientMessage.Pong) {
            inquiry.answer();
        }
    }

    private CompletionStage<?> handle(Incoming incoming, Runnable finish) {
        try {
            ClientMessage message = incoming.message();
            if (message instanceof ClientMessage.Sub sub) {
                return subscriptions.subscribe(sub, finish);
            }
            if (message instanceof ClientMessage.Unsub unsub) {
                return subscriptions.unsubscribe(unsub);
            }
            if (message instanceof ClientMessage.Method method) {
                return methodCalls.call(method, finish);
            }
        } catch (MalformedMessage e) {
            send(e.answer());
        }
        return CompletableFuture.completedStage(null);
    }

    void send(ServerMessage message) {
        locked(() -> enqueue(message));
    }

    /**
     * Runs what decides on messages, and sends them afterwards: not before the outermost decision of this thread has
     * ended, because a container may hold a lock of its own while it calls a session, and may want the same to send.
     */
    void locked(Runnable decision) {
        Outbox decided;
        synchronized (lock) {
            if (deciding) {
                decision.run();
                return;
            }
            deciding = true;
            try {
                delivery.outbox().begin();
                decision.run();
            } finally {
                deciding = false;
                decided = delivery.outbox();
            }
        }
        decided.flush();
    }

    /** Puts a message behind all others. Under the lock. */
    void enqueue(ServerMessage message) {
        delivery.outbox().add(message.outgoing());
    }

    /** The same for a document's, which may be shared. */
    void enqueue(Outgoing message) {
        if (beginning) {
            delivery.outbox().addInitial(message);
        } else {
            delivery.outbox().add(message);
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
        delivery.outbox().whenSent(action);
    }

    State state() {
        synchronized (lock) {
            return state;
        }
    }

    boolean setState(State next) {
        return replaceState(next) != State.CLOSED;
    }

    /** @return the state before; a closed session stays closed */
    private State replaceState(State next) {
        synchronized (lock) {
            State before = state;
            state = before == State.CLOSED ? before : next;
            return before;
        }
    }

    boolean isClosed() {
        return state() == State.CLOSED;
    }

    long inFlightNanos(long now) {
        synchronized (lock) {
            return delivery.outbox().inFlightNanos(now);
        }
    }

    @Override
    public void failed(String reason) {
        close(CloseCode.TRY_AGAIN_LATER, reason);
    }

    @Override
    public void broken(Link one, Throwable cause) {
        absence.lost(one);
        one.connection().close(CloseCode.TRY_AGAIN_LATER, "The client cannot be reached: " + cause);
    }

    Link link() {
        synchronized (lock) {
            return delivery.link();
        }
    }

    /**
     * Its client goes on in another session, under whose lock this is called; nobody who has this lock wants that.
     *
     * @return whether the client is there still
     */
    boolean leaveTo(Session other) {
        synchronized (lock) {
            if (state == State.CLOSED) {
                return false;
            }
            state = State.CLOSED;
            delivery.link().moveTo(other);
            return true;
        }
    }

    /** What the client has asked for and will be answered, before it goes on on another connection. */
    Set<Request> heardBefore(Link next) {
        inbox.takeFrom(next);
        Set<Request> requests = new HashSet<>(inbox.requests());
        subscriptions.ids().forEach(id -> requests.add(new Request(Request.Kind.SUBSCRIPTION, id)));
        methodCalls.running().forEach(id -> requests.add(new Request(Request.Kind.METHOD, id)));
        return requests;
    }

    /** Ends the session and closes its connection. From any thread, any number of times. */
    void close(int code, @Nullable String reason) {
        State before = replaceState(State.CLOSED);
        if (before == State.CLOSED) {
            return;
        }
        inbox.close();
        Link last = link();
        synchronized (lock) {
            delivery.close();
        }
        last.connection().close(code, reason);
        services.threads().finishers().execute(() -> {
            var unused = subscriptions.close().thenRun(() -> closed(before));
        });
    }

    /** All subscriptions have ended. */
    private void closed(State before) {
        services.run("An onClose action", handle.takeCloseActions());
        if (before == State.CONNECTED || before == State.PARKED) {
            // Never before it was told of as opened, which may take its time.
            var unused = opened.thenRunAsync(
                    () -> services.run("Telling of a closed session", List.of(() -> services.events()
                            .closed(handle))),
                    services.threads().finishers());
        }
    }
}

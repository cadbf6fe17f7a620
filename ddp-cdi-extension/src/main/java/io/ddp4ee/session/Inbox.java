package io.ddp4ee.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import io.ddp4ee.message.Incoming;
import io.ddp4ee.message.Request;

/** The messages of one client, handled one after the other. A message is finished when its stage is; no thread waits. */
final class Inbox {

    private static final Logger LOG = System.getLogger(Inbox.class.getName());

    private record Waiting(Incoming message, int length) {}

    private final Executor workers;
    private final SessionLimits limits;
    private final BiFunction<Incoming, Runnable, CompletionStage<?>> handler;
    private final Resent resent;
    private final Runnable stuck;
    private final Queue<Waiting> messages = new ArrayDeque<>();

    /** The connection whose messages count: of one that is lost there may be some on their way still. */
    private Link source;

    /** The one that is handled; null if none is. */
    private Incoming handled;

    private long characters;

    /** As long as it is not open, as if a message were handled. */
    private boolean handling = true;

    private boolean closed;

    /**
     * @param handler finished with a message when its stage is, or when it has run what it is given, which it may do again
     * @param stuck told when nothing is handled any more, for want of a thread
     */
    Inbox(
            Executor workers,
            SessionLimits limits,
            BiFunction<Incoming, Runnable, CompletionStage<?>> handler,
            Resent resent,
            Link source,
            Runnable stuck) {
        this.workers = workers;
        this.limits = limits;
        this.handler = handler;
        this.resent = resent;
        this.source = source;
        this.stuck = stuck;
    }

    /** From here on the client's messages come from another connection; of the one before all have come that count. */
    void takeFrom(Link next) {
        synchronized (messages) {
            source = next;
        }
    }

    /** Does what comes before the first message. */
    void begin(Runnable first) {
        onWorker(first);
    }

    /** From here on messages are handled, also those that have come before. */
    void open() {
        onWorker(this::handleNext);
    }

    /** What goes on on another thread is all that goes on: without one, the client would be waited for, and wait, for ever. */
    private void onWorker(Runnable work) {
        try {
            workers.execute(work);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A client's messages cannot be handled", e);
            stuck.run();
        }
    }

    /**
     * @param length of the message's text
     * @return whether there was room
     */
    boolean offer(Incoming message, int length, Link from) {
        synchronized (messages) {
            if (closed || from != source || resent.passes(message)) {
                return true;
            }
            boolean tooLong = characters + length > limits.inboxCharacters() && !messages.isEmpty();
            if (messages.size() >= limits.inboxMessages() || tooLong) {
                return false;
            }
            messages.add(new Waiting(message, length));
            characters += length;
            if (handling) {
                return true;
            }
            handling = true;
        }
        onWorker(this::handleNext);
        return true;
    }

    private void handleNext() {
        Waiting next;
        synchronized (messages) {
            next = messages.poll();
            handled = next == null ? null : next.message();
            if (next == null) {
                handling = false;
                return;
            }
            characters -= next.length();
        }
        CompletableFuture<Void> finished = new CompletableFuture<>();
        // Each on a turn of its own: a stage that is finished already would otherwise deepen the stack with each
        // message.
        var unused = finished.thenRun(() -> onWorker(this::handleNext));
        Runnable finish = () -> finished.complete(null);
        handle(next.message(), finish).whenComplete((done, failure) -> finish.run());
    }

    /** Whatever becomes of one message, the next is handled. */
    private CompletionStage<?> handle(Incoming message, Runnable finish) {
        try {
            return handler.apply(message, finish);
        } catch (Throwable e) {
            LOG.log(Level.ERROR, "A client's message could not be handled", e);
            return CompletableFuture.completedStage(null);
        }
    }

    /** What the client has asked for that has not been handled, or is just being. */
    List<Request> requests() {
        synchronized (messages) {
            return Stream.concat(Stream.ofNullable(handled), messages.stream().map(Waiting::message))
                    .map(Incoming::request)
                    .filter(Objects::nonNull)
                    .toList();
        }
    }

    void close() {
        synchronized (messages) {
            closed = true;
            messages.clear();
            characters = 0;
        }
    }
}

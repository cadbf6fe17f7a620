package io.ddp4ee.session;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

import io.ddp4ee.message.Incoming;

/** The messages of one client, handled one after the other. A message is finished when its stage is; no thread waits. */
final class Inbox {

    private final Executor workers;
    private final int mostMessages;
    private final Function<Incoming, CompletionStage<?>> handler;
    private final Queue<Incoming> messages = new ArrayDeque<>();
    private boolean handling;
    private boolean closed;

    /** @param handler must not throw */
    Inbox(Executor workers, int mostMessages, Function<Incoming, CompletionStage<?>> handler) {
        this.workers = workers;
        this.mostMessages = mostMessages;
        this.handler = handler;
    }

    /** @return whether there was room */
    boolean offer(Incoming message) {
        synchronized (messages) {
            if (closed) {
                return true;
            }
            if (messages.size() >= mostMessages) {
                return false;
            }
            messages.add(message);
            if (handling) {
                return true;
            }
            handling = true;
        }
        workers.execute(this::handleNext);
        return true;
    }

    private void handleNext() {
        Incoming message;
        synchronized (messages) {
            message = messages.poll();
            if (message == null) {
                handling = false;
                return;
            }
        }
        // Each on a turn of its own: a stage that is finished already would otherwise deepen the stack with each
        // message.
        handler.apply(message).whenComplete((done, failure) -> workers.execute(this::handleNext));
    }

    void close() {
        synchronized (messages) {
            closed = true;
            messages.clear();
        }
    }
}

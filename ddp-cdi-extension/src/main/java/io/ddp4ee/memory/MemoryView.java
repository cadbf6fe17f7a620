package io.ddp4ee.memory;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.ddp4ee.query.Delta;

/** One subscriber's part in documents in memory. */
public final class MemoryView {

    private final LiveMemory memory;
    private final MemoryDocuments documents;
    private final MemorySubscriber subscriber;
    private final AtomicBoolean closed = new AtomicBoolean();

    MemoryView(LiveMemory memory, MemoryDocuments documents, MemorySubscriber subscriber) {
        this.memory = memory;
        this.documents = documents;
        this.subscriber = subscriber;
    }

    MemorySubscriber subscriber() {
        return subscriber;
    }

    boolean isClosed() {
        return closed.get();
    }

    /**
     * Begins to be told of changes, if it is not. On a thread that may wait: for the first of all, what there is has to be
     * written.
     *
     * @param joined receives what there is when it does, each as added; on the dispatcher, as is the other
     * @param refused receives why it does not
     */
    public void join(Consumer<Delta> joined, Consumer<Throwable> refused) {
        documents.join(this, joined, refused);
    }

    /** Executes a task when all has been told that was put before. */
    public void whenTold(Runnable task) {
        documents.execute(task);
    }

    /** Nothing more is told once the dispatcher has seen it. From any thread, any number of times. */
    public void close() {
        if (closed.compareAndSet(false, true)) {
            documents.leave(this);
            memory.leave(documents);
        }
    }
}

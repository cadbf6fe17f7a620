package io.ddp4ee.method;

import java.util.concurrent.Callable;

import io.ddp4ee.capture.Outcome;
import io.ddp4ee.capture.PublishListener;
import io.ddp4ee.capture.Published;
import io.ddp4ee.memory.MemoryDocuments;
import io.ddp4ee.query.LiveQueries;

/**
 * Knows which method runs on which thread, so that what a transaction publishes is fenced for the method that it belongs
 * to: also if it is one of several, or the method only called what began it.
 */
public final class WriteFences {

    /** Not static: it goes with the application, while the container's threads stay. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<WriteFence> current = new ThreadLocal<>();

    /** Runs a method; the transactions that complete on its thread meanwhile are the fence's. */
    public <T> T within(WriteFence fence, Callable<T> method) throws Exception {
        WriteFence outer = current.get();
        current.set(fence);
        try {
            return method.call();
        } finally {
            if (outer == null) {
                current.remove();
            } else {
                current.set(outer);
            }
        }
    }

    /** Documents in memory are written, on the thread of whoever does it. */
    public void wrote(MemoryDocuments documents) {
        WriteFence fence = current.get();
        if (fence != null) {
            fence.add(documents);
        }
    }

    /** Listens to what a unit publishes. */
    public PublishListener listener(LiveQueries queries) {
        return new PublishListener() {
            @Override
            public void publishing(Published batch) {
                WriteFence fence = current.get();
                if (fence != null) {
                    fence.add(queries, batch);
                }
            }

            @Override
            public void completed(Published batch, Outcome outcome) {
                if (outcome == Outcome.COMMITTED) {
                    queries.committed(batch.transaction(), batch.entities());
                }
                WriteFence fence = current.get();
                if (fence != null) {
                    fence.complete(batch, outcome);
                }
            }
        };
    }
}

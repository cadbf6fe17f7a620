package io.ddp4ee.memory;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

import io.ddp4ee.LiveDocuments;
import io.ddp4ee.message.Fields;

/** All documents in memory that somebody subscribes to on this server. */
public final class LiveMemory {

    private final Executor pool;
    private final Function<Object, Fields> writer;
    private final Consumer<MemoryDocuments> written;

    /** By themselves, of which each is equal to itself only. Each knows how many subscribe to it. */
    private final Map<LiveDocuments, MemoryDocuments> all = new ConcurrentHashMap<>();

    private volatile boolean stopped;

    /**
     * @param writer what makes the fields of a document of what was put
     * @param written told of what is put or removed, on the thread that does it; does not wait
     */
    public LiveMemory(Executor pool, Function<Object, Fields> writer, Consumer<MemoryDocuments> written) {
        this.pool = pool;
        this.writer = writer;
        this.written = written;
    }

    /** A subscriber's part, which has not joined. What is not closed keeps something of the documents. */
    public MemoryView view(LiveDocuments documents, MemorySubscriber subscriber) {
        MemoryDocuments shared = all.compute(documents, (key, known) -> {
            MemoryDocuments one = known == null ? new MemoryDocuments(key, pool, writer, written, this::forget) : known;
            one.addUser();
            return one;
        });
        if (stopped) {
            // Whether or not the end has seen it.
            shared.close();
        }
        return new MemoryView(this, shared, subscriber);
    }

    /** What cannot be read now may be when the next subscribes, who begins anew. */
    private void forget(MemoryDocuments one) {
        all.remove(one.documents(), one);
        one.close();
    }

    void leave(MemoryDocuments one) {
        all.computeIfPresent(one.documents(), (key, known) -> {
            boolean isLast = known == one && known.removeUser();
            if (isLast) {
                known.close();
            }
            return isLast ? null : known;
        });
    }

    /** Follows nothing any more: what the application has put may be kept by others, and this with it. */
    public void stop() {
        stopped = true;
        all.values().forEach(MemoryDocuments::close);
        all.clear();
    }
}

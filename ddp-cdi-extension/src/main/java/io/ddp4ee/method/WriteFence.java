package io.ddp4ee.method;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.ddp4ee.capture.Outcome;
import io.ddp4ee.capture.Published;
import io.ddp4ee.memory.MemoryDocuments;
import io.ddp4ee.memory.MemoryView;
import io.ddp4ee.query.LiveQueries;
import io.ddp4ee.query.LiveView;

/**
 * What one call of a method has written, and when its session has been sent all of it. Written on the thread of the call,
 * armed when that has returned; of a call that goes on elsewhere nobody knows which of the server's writes are its own.
 */
public final class WriteFence {

    private static final class Write {
        private final LiveQueries queries;
        private final Published batch;
        private Outcome outcome = Outcome.UNKNOWN;

        Write(LiveQueries queries, Published batch) {
            this.queries = queries;
            this.batch = batch;
        }
    }

    private final List<Write> writes = new ArrayList<>();

    /** What it has put something into. Under the lock of the writes, too. */
    private final Set<MemoryDocuments> documents = new LinkedHashSet<>();

    /** Under that lock, too. */
    private boolean elsewhere;

    /** Said before the commit, whose notification may be faster than its answer. */
    void add(LiveQueries queries, Published batch) {
        synchronized (writes) {
            writes.add(new Write(queries, batch));
        }
    }

    void add(MemoryDocuments written) {
        synchronized (writes) {
            documents.add(written);
        }
    }

    /** The call goes on on other threads: once it is armed, it waits for all that this server has written by then. */
    public void goElsewhere() {
        synchronized (writes) {
            elsewhere = true;
        }
    }

    void complete(Published batch, Outcome outcome) {
        synchronized (writes) {
            for (Write write : writes) {
                if (write.batch.equals(batch)) {
                    write.outcome = outcome;
                }
            }
        }
    }

    /**
     * Waits until the caller's views show everything.
     *
     * @param views of the session, now and whenever asked
     * @param memory what it reads there, too
     * @param applied run once: at once if there is nothing to wait for, else on a dispatcher
     */
    public void arm(Supplier<Collection<LiveView>> views, Supplier<Collection<MemoryView>> memory, Runnable applied) {
        List<Write> all;
        List<MemoryDocuments> put;
        boolean others;
        synchronized (writes) {
            all = List.copyOf(writes);
            put = List.copyOf(documents);
            others = elsewhere;
        }
        AtomicInteger missing = new AtomicInteger(1);
        Runnable arrived = () -> {
            if (missing.decrementAndGet() == 0) {
                applied.run();
            }
        };
        if (others) {
            awaitOthers(views, memory, missing, arrived);
        }
        for (Write write : all) {
            if (!touched(write, views).isEmpty()) {
                missing.incrementAndGet();
                await(write, views, arrived);
            }
        }
        missing.addAndGet(put.size());
        put.forEach(one -> one.execute(arrived));
        arrived.run();
    }

    private static void awaitOthers(
            Supplier<Collection<LiveView>> views,
            Supplier<Collection<MemoryView>> memory,
            AtomicInteger missing,
            Runnable arrived) {
        Set<LiveQueries> read = new LinkedHashSet<>();
        views.get().forEach(view -> read.add(view.queries()));
        Collection<MemoryView> inMemory = memory.get();
        missing.addAndGet(read.size() + inMemory.size());
        read.forEach(queries -> queries.awaitCommitted(() -> of(queries, views).toList(), arrived));
        inMemory.forEach(view -> view.whenTold(arrived));
    }

    private static Stream<LiveView> of(LiveQueries queries, Supplier<Collection<LiveView>> views) {
        return views.get().stream().filter(view -> view.queries() == queries);
    }

    private static Collection<LiveView> touched(Write write, Supplier<Collection<LiveView>> views) {
        return of(write.queries, views)
                .filter(view -> view.entities().stream().anyMatch(write.batch.entities()::contains))
                .toList();
    }

    private static void await(Write write, Supplier<Collection<LiveView>> views, Runnable arrived) {
        long transaction = write.batch.transaction();
        Set<String> entities = write.batch.entities();
        if (write.outcome == Outcome.COMMITTED) {
            write.queries.awaitApplied(() -> touched(write, views), transaction, entities, arrived);
            return;
        }
        write.queries.whenEnded(transaction, committed -> {
            if (committed) {
                write.queries.committed(transaction, entities);
                write.queries.awaitApplied(() -> touched(write, views), transaction, entities, arrived);
            } else {
                arrived.run();
            }
        });
    }
}

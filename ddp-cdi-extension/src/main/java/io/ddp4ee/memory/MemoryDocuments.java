package io.ddp4ee.memory;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

import jakarta.annotation.Nullable;

import io.ddp4ee.LiveDocuments;
import io.ddp4ee.document.Document;
import io.ddp4ee.message.Fields;
import io.ddp4ee.query.Delta;
import io.ddp4ee.query.DocumentChange;

/** The documents of one {@link LiveDocuments}, with all who subscribe to them on this server. */
public final class MemoryDocuments {

    private static final Logger LOG = System.getLogger(MemoryDocuments.class.getName());

    private final LiveDocuments documents;
    private final Function<Object, Fields> writer;
    private final Consumer<MemoryDocuments> written;
    private final Consumer<MemoryDocuments> failed;
    private final Gate gate;
    private final Inlet inlet = new Inlet();
    private final AtomicBoolean opening = new AtomicBoolean();

    /** Under the lock of whoever counts. */
    private int users;

    /** Held while it begins or ends to follow, and for nothing else. */
    private final Object following = new Object();

    private boolean closed;

    /** What has been put since the dispatcher took in; null for what has been removed. Under its own lock. */
    private final Map<String, Document> news = new LinkedHashMap<>();

    // From here on before the gate opens, and then on the dispatcher.
    private final Map<String, Document> known = new LinkedHashMap<>();
    private final Set<MemoryView> views = new LinkedHashSet<>();
    private Reference<Delta> all = new SoftReference<>(null);
    private Throwable failure;

    MemoryDocuments(
            LiveDocuments documents,
            Executor pool,
            Function<Object, Fields> writer,
            Consumer<MemoryDocuments> written,
            Consumer<MemoryDocuments> failed) {
        this.documents = documents;
        this.failed = failed;
        this.gate = new Gate(pool);
        this.writer = writer;
        this.written = written;
    }

    /** Is told in the order of changes, under the lock of the documents, under which no other is taken but that of the news. */
    private final class Inlet implements LiveDocuments.Follower {

        @Override
        public Runnable put(String id, Object fields) {
            Document document = new Document(id, writer.apply(fields));
            return () -> add(id, document);
        }

        @Override
        public void removed(String id) {
            add(id, null);
        }
    }

    LiveDocuments documents() {
        return documents;
    }

    void addUser() {
        users++;
    }

    /** @return whether it was the last */
    boolean removeUser() {
        users--;
        return users == 0;
    }

    /** Takes in what there is, and begins. */
    private void open() {
        try {
            follow().forEach((id, fields) -> known.put(id, new Document(id, writer.apply(fields))));
        } catch (Throwable e) {
            // Also an error: whoever subscribes is told whatever happens.
            failure = e;
            failed.accept(this);
        } finally {
            gate.open();
        }
    }

    private Map<String, Object> follow() {
        synchronized (following) {
            return closed ? Map.of() : documents.follow(inlet);
        }
    }

    /** Follows nothing any more. */
    void close() {
        synchronized (following) {
            closed = true;
            documents.unfollow(inlet);
        }
    }

    /** Executes a task when all has been told that was put before. */
    public void execute(Runnable task) {
        gate.dispatcher().execute(task);
    }

    private void add(String id, @Nullable Document now) {
        boolean isFirst;
        synchronized (news) {
            isFirst = news.isEmpty();
            news.put(id, now);
        }
        // Else somebody is about to take it in.
        if (isFirst) {
            execute(this::takeIn);
        }
        written.accept(this);
    }

    private void takeIn() {
        Map<String, Document> before = new LinkedHashMap<>();
        Map<String, Document> after = new LinkedHashMap<>();
        synchronized (news) {
            news.forEach((id, document) -> {
                if (known.containsKey(id)) {
                    before.put(id, known.get(id));
                }
                if (document != null) {
                    after.put(id, document);
                }
            });
            news.clear();
        }
        Delta delta = Delta.between(documents.collection(), before, after);
        if (delta.isEmpty()) {
            return;
        }
        all.clear();
        for (DocumentChange change : delta.changes()) {
            if (change.isRemoved()) {
                known.remove(change.id());
            } else {
                known.put(change.id(), change.after());
            }
        }
        for (MemoryView view : List.copyOf(views)) {
            tell(view, () -> view.subscriber().changed(delta));
        }
    }

    /** On a thread that may wait, which the first needs. */
    void join(MemoryView view, Consumer<Delta> joined, Consumer<Throwable> refused) {
        execute(() -> {
            if (view.isClosed()) {
                return;
            }
            if (failure != null) {
                refused.accept(failure);
            } else {
                views.add(view);
                tell(view, () -> joined.accept(all()));
            }
        });
        if (opening.compareAndSet(false, true)) {
            open();
        }
    }

    void leave(MemoryView view) {
        execute(() -> views.remove(view));
    }

    /** One that fails does not keep the others from being told; what it has is not known, so it is refused. */
    private void tell(MemoryView view, Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A subscriber of " + documents + " failed", e);
            views.remove(view);
            view.subscriber().refused(e);
        }
    }

    /** As added: one object for all who join while they are the same. Held softly, as it is worth its memory while many come. */
    private Delta all() {
        Delta made = all.get();
        if (made == null) {
            made = Delta.between(documents.collection(), Map.of(), new LinkedHashMap<>(known));
            all = new SoftReference<>(made);
        }
        return made;
    }
}

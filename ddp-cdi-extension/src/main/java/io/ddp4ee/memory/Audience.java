package io.ddp4ee.memory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.ddp4ee.LiveDocuments;
import io.ddp4ee.publication.Production;
import io.ddp4ee.query.Timer;

/** Those who subscribe to something that is shown from time to time, and only while there are any. */
public final class Audience {

    /** What is done for them, one at a time. Called under a lock; may take those of sessions, loggers and documents. */
    public interface Show {
        /** The first has come. */
        void begin();

        /** It is time to show what there is. */
        void show();

        /** The last has gone: nothing of it is kept. */
        void end();
    }

    private final Duration interval;
    private final Timer timer;
    private final Executor pool;
    private final Show show;

    // The two under the lock of this.
    private int subscribers;
    private boolean closed;

    /** Of all times that it was full, which; so that what was meant for one is not done in another. Under the lock, too. */
    private long time;

    public Audience(Duration interval, Timer timer, Executor pool, Show show) {
        this.interval = interval;
        this.timer = timer;
        this.pool = pool;
        this.show = show;
    }

    /** For one more subscription, to which nothing is refused. */
    public synchronized Production subscribe(List<LiveDocuments> documents) {
        subscribers++;
        if (subscribers == 1 && !closed) {
            time++;
            show.begin();
            later(time);
        }
        return new Production(List.of(), documents, List.of(), this::leave);
    }

    private synchronized void leave() {
        subscribers--;
        if (subscribers == 0 && !closed) {
            show.end();
        }
    }

    /** The server stops: nobody comes any more. */
    public synchronized void close() {
        if (subscribers > 0 && !closed) {
            show.end();
        }
        closed = true;
    }

    private void later(long since) {
        timer.after(interval, () -> pool.execute(() -> showNext(since)));
    }

    private synchronized void showNext(long since) {
        if (isThere(since)) {
            try {
                show.show();
            } finally {
                later(since);
            }
        }
    }

    /** Shows what took a while to find out, if those for whom it was are there still; on a thread of the pool. */
    public synchronized <T> Consumer<T> forThese(Consumer<T> showing) {
        long since = time;
        return found -> pool.execute(() -> apart(() -> {
            if (isThere(since)) {
                showing.accept(found);
            }
        }));
    }

    /** Does something while nothing is shown, under the same lock. */
    public synchronized void apart(Runnable action) {
        action.run();
    }

    private boolean isThere(long since) {
        return since == time && subscribers > 0 && !closed;
    }
}

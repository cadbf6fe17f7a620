package io.ddp4ee.session;

import jakarta.annotation.Nullable;

import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.query.LiveView;

/**
 * One of those through whom a session sees documents: a subscription's part in a live query, or a handler's own documents.
 * Each is itself: two subscriptions that ask for the same are two.
 */
final class Source {

    private final LiveView view;
    private boolean closed;

    /** @param view null for a handler's */
    Source(@Nullable LiveView view) {
        this.view = view;
    }

    @Nullable
    LiveView view() {
        return view;
    }

    /** Nothing that it says counts any more. Under the session's lock. */
    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
    }

    /** Whether what it shows may be older than what another shows. On the dispatcher of the view. */
    boolean isOlderThan(Source other) {
        if (view == null || other.view == null || view.queries() != other.view.queries()) {
            return false;
        }
        Snapshot mine = view.version();
        Snapshot its = other.view.version();
        return mine != null && its != null && !mine.isAtLeast(its);
    }
}

package io.ddp4ee.session;

import jakarta.annotation.Nullable;

import io.ddp4ee.query.LiveView;
import io.ddp4ee.query.Version;

/**
 * One of those through whom a session sees documents: a subscription's part in a live query, or a handler's own documents.
 * Each is itself: two subscriptions that ask for the same are two.
 */
final class Source {

    private final LiveView view;
    private Version shown;
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

    /** The client has been sent what the view's query has now. On the dispatcher of the view, under the session's lock. */
    void setShown() {
        shown = view.version();
    }

    /** Up to when what the client has been sent was right; null for a handler's. */
    @Nullable
    Version shown() {
        return shown;
    }

    /** Up to when what a query's source has now is right. On the dispatcher of the view. */
    @Nullable
    Version version() {
        return view.version();
    }

    /** Whether what a query's source has now includes all that a version does. On the dispatcher of the view. */
    boolean isAtLeast(Version version) {
        return view.isAtLeast(version);
    }

    /** Whether both are about the same database, so that one may be older than the other. */
    boolean isComparableTo(Source other) {
        return view != null && other.view != null && view.queries() == other.view.queries();
    }
}

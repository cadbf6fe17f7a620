package io.ddp4ee.session;

import jakarta.annotation.Nullable;

import io.ddp4ee.query.LiveView;
import io.ddp4ee.query.Version;

/**
 * One of those through whom a session sees documents: a subscription's part in a live query, or a handler's own documents.
 * Each is itself: two subscriptions that ask for the same are two.
 */
final class Source {

    private static final long NEVER = -1;

    private final LiveView view;
    /** Up to when what the client was sent when it joined, and in the end, was right. */
    private Version shown;

    /**
     * How often the query's subscribers had been told when the client was sent last what it has; a number, because a reference
     * would be work for the garbage collector at each delivery. Until then, and from its end on, {@code shown} tells.
     */
    private long told = NEVER;

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
        shown = shown();
        told = NEVER;
        closed = true;
    }

    /** The client has been sent what the view's query has. On the dispatcher of the view, under the session's lock. */
    void setJoined() {
        shown = view.version();
    }

    /** It has been sent a change of that. As before. */
    void setTold() {
        told = view.told();
    }

    /** Up to when what the client has been sent was right; null for a handler's. */
    @Nullable
    Version shown() {
        return told == NEVER ? shown : view.version(told);
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

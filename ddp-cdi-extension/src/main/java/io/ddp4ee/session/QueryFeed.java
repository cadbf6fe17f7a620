package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import io.ddp4ee.query.Delta;
import io.ddp4ee.query.DocumentQuery;
import io.ddp4ee.query.LiveQueries;
import io.ddp4ee.query.LiveView;
import io.ddp4ee.query.QuerySubscriber;
import io.ddp4ee.session.MergeBox.StandIn;

/**
 * What one session shows of a live query: once, however many of its subscriptions ask for the same. What the client sees of
 * them is the same as if each were by itself, since none can have another value than the next; but that its place among
 * others that give a field of the same document stays that of the first, also when that has ended.
 */
final class QueryFeed implements QuerySubscriber {

    private final Subscriptions subscriptions;
    private final Session session;
    private final DocumentQuery query;
    private final ActiveSubscription first;
    private final LiveView view;
    private final Source source;

    /** What it has shown is taken away, or is not this one's any more. */
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    // From here on under the session's lock.

    /** Those that ask for it, and whether what they have to see has been read or delivered. */
    private final Map<ActiveSubscription, Boolean> wanted = new LinkedHashMap<>(2);

    private boolean joined;

    /** @param first on whose behalf the query is joined */
    QueryFeed(Subscriptions subscriptions, LiveQueries queries, DocumentQuery query, ActiveSubscription first) {
        this.subscriptions = subscriptions;
        this.session = subscriptions.session();
        this.query = query;
        this.first = first;
        this.view = queries.view(query, this);
        this.source = new Source(view);
    }

    DocumentQuery query() {
        return query;
    }

    LiveView view() {
        return view;
    }

    /** Under the session's lock. */
    Source source() {
        return source;
    }

    /**
     * For a subscription to see it. Under the session's lock.
     *
     * @return whether it did not ask for it before
     */
    boolean add(ActiveSubscription subscription) {
        return wanted.putIfAbsent(subscription, subscription == first) == null;
    }

    /** Brings some of one database to a subscription, those that are new in one go. */
    static void join(LiveQueries queries, List<QueryFeed> feeds, ActiveSubscription subscription) {
        List<LiveView> views = new ArrayList<>();
        for (QueryFeed feed : feeds) {
            if (feed.first == subscription) {
                views.add(feed.view);
            } else {
                queries.awaitJoined(
                        feed.view, () -> feed.subscriptions.seen(queries), () -> feed.isNewEnoughFor(subscription));
            }
        }
        queries.join(views, () -> subscription.session().subscriptions().seen(queries));
    }

    private void isNewEnoughFor(ActiveSubscription subscription) {
        session.locked(() -> {
            if (joined && wanted.containsKey(subscription)) {
                show(subscription);
            }
            wanted.replace(subscription, true);
        });
    }

    @Override
    public void joined(LiveView one, Delta documents) {
        session.locked(() -> {
            if (!wanted.isEmpty()) {
                List<StandIn> withheld = new ArrayList<>();
                session.beginning(
                        () -> withheld.addAll(subscriptions.mergeBox().apply(source, view.collection(), documents)));
                source.setJoined();
                subscriptions.correctLater(withheld);
                joined = true;
                wanted.forEach((subscription, isNewEnough) -> {
                    if (isNewEnough) {
                        show(subscription);
                    }
                });
            }
        });
    }

    /** The client has been sent what there is, but for what is held back. */
    private void show(ActiveSubscription subscription) {
        subscriptions.mergeBox().whenShown(source, subscription::shown);
    }

    @Override
    public void changed(LiveView one, Delta delta) {
        session.locked(() -> {
            // Also while the last subscription stops: what the client still has must not fall behind.
            if (!source.isClosed() && joined) {
                subscriptions.correctLater(subscriptions.mergeBox().apply(source, view.collection(), delta));
                source.setTold();
            }
        });
    }

    @Override
    public CompletionStage<?> refused(LiveView one, Exception cause) {
        List<ActiveSubscription> refused = new ArrayList<>();
        session.locked(() -> {
            refused.addAll(wanted.keySet());
            subscriptions.queryFeeds().forget(this);
        });
        // Told on the dispatcher, and what translates the cause may be the application's.
        session.services()
                .threads()
                .finishers()
                .execute(() -> refused.forEach(subscription -> subscription.fail(cause)));
        // If nobody asks for it any more, it is about to end.
        return refused.isEmpty()
                ? ended
                : CompletableFuture.allOf(
                        refused.stream().map(ActiveSubscription::told).toArray(CompletableFuture[]::new));
    }

    /**
     * A subscription ends. Under the session's lock.
     *
     * @return whether it was the last
     */
    boolean remove(ActiveSubscription subscription) {
        boolean isLast = wanted.remove(subscription) != null && wanted.isEmpty();
        if (isLast) {
            subscriptions.queryFeeds().forget(this);
        }
        return isLast;
    }

    /** Nothing that it says counts any more. Under the session's lock. */
    void silence() {
        subscriptions.close(source);
        ended.complete(null);
    }

    /** The session has ended. */
    void abandon() {
        view.close();
        ended.complete(null);
    }

    /** Takes away what some of one session have shown, those of one database in one decision. Finished then. */
    static CompletableFuture<Void> end(List<QueryFeed> feeds) {
        // On the dispatcher, because what is left is compared with how new the other queries are.
        feeds.stream()
                .collect(Collectors.groupingBy(feed -> feed.view.queries()))
                .forEach((queries, some) -> queries.execute(() -> takeAway(some)));
        return CompletableFuture.allOf(feeds.stream().map(feed -> feed.ended).toArray(CompletableFuture[]::new));
    }

    private static void takeAway(List<QueryFeed> feeds) {
        Subscriptions subscriptions = feeds.get(0).subscriptions;
        List<Source> sources = feeds.stream().map(feed -> feed.source).toList();
        try {
            subscriptions.session().locked(() -> {
                sources.forEach(subscriptions::close);
                subscriptions.correctLater(subscriptions.mergeBox().removeAll(sources));
            });
            feeds.forEach(feed -> feed.view.close());
        } finally {
            feeds.forEach(feed -> feed.ended.complete(null));
        }
    }
}

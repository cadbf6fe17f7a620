package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.ddp4ee.PublicationStrategy;
import io.ddp4ee.query.DocumentQuery;
import io.ddp4ee.query.LiveQueries;

/** The live queries that one session shows. Under the session's lock. */
final class QueryFeeds {

    private record Wanted(LiveQueries queries, DocumentQuery query) {}

    private final Subscriptions subscriptions;
    private final Map<Wanted, QueryFeed> feeds = new HashMap<>();

    QueryFeeds(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /** @return those that the subscription did not ask for before */
    List<QueryFeed> follow(LiveQueries queries, List<DocumentQuery> wanted, ActiveSubscription subscription) {
        List<QueryFeed> added = new ArrayList<>();
        for (DocumentQuery query : wanted) {
            QueryFeed feed = isMerged(query)
                    ? feeds.computeIfAbsent(new Wanted(queries, query), one -> feed(one, subscription))
                    : feed(new Wanted(queries, query), subscription);
            if (feed.add(subscription)) {
                added.add(feed);
            }
        }
        return added;
    }

    private QueryFeed feed(Wanted wanted, ActiveSubscription subscription) {
        return new QueryFeed(subscriptions, wanted.queries(), wanted.query(), subscription);
    }

    /** Else the client is to be sent by each subscription what that has. */
    private boolean isMerged(DocumentQuery query) {
        return subscriptions.session().services().strategies().apply(query.collection())
                == PublicationStrategy.SERVER_MERGE;
    }

    /** Whoever asks for the same from now on asks anew. */
    void forget(QueryFeed feed) {
        feeds.remove(new Wanted(feed.view().queries(), feed.query()), feed);
    }
}

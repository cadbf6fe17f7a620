package io.ddp4ee.query;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.annotation.Nullable;

import io.ddp4ee.document.Document;

/** One subscriber's part in a live query. */
public final class LiveView {

    private final LiveQueries queries;
    private final DocumentQuery wanted;
    private final QuerySubscriber subscriber;
    private SharedQuery query;
    private boolean joined;
    private boolean closed;
    private CompletionStage<?> refusal = CompletableFuture.completedStage(null);

    LiveView(LiveQueries queries, DocumentQuery wanted, QuerySubscriber subscriber) {
        this.queries = queries;
        this.wanted = wanted;
        this.subscriber = subscriber;
    }

    /** Whose query it is: snapshots of one database compare with each other only. */
    public LiveQueries queries() {
        return queries;
    }

    /** The entities that its query reads. From any thread. */
    public Set<String> entities() {
        return wanted.entities();
    }

    public String collection() {
        return wanted.collection();
    }

    /** Up to when the query's documents are known to be right. On the dispatcher only. */
    @Nullable
    public Version version() {
        return query == null ? null : query.version();
    }

    /** How often the query's subscribers have been told of changes, this time included. While the subscriber is told. */
    public long told() {
        return query.told().times();
    }

    /** Up to when a subscriber knows the query's documents that has been told so often last. From any thread. */
    public Version version(long told) {
        return query.told().version(told);
    }

    /** Whether the query's documents include all that a version does. On the dispatcher only. */
    public boolean isAtLeast(Version version) {
        return query.isAtLeast(version);
    }

    /** The document as the query has it; null if it has none of this id. On the dispatcher only. */
    @Nullable
    public Document document(String id) {
        return query == null ? null : query.document(id);
    }

    /** Leaves the query. Nothing more is told once the dispatcher has seen it. */
    public void close() {
        queries.close(this);
    }

    /** Tells the subscriber, which goes on without this view. On the dispatcher. */
    void refuse(Exception cause) {
        refusal = subscriber.refused(this, cause);
    }

    /** Finished unless the subscriber is being told that the query cannot be answered. On the dispatcher. */
    CompletionStage<?> refusal() {
        return refusal;
    }

    DocumentQuery wanted() {
        return wanted;
    }

    /** Null before the dispatcher has seen the subscription. */
    @Nullable
    SharedQuery query() {
        return query;
    }

    void setQuery(SharedQuery query) {
        this.query = query;
    }

    QuerySubscriber subscriber() {
        return subscriber;
    }

    boolean hasJoined() {
        return joined;
    }

    void setJoined() {
        joined = true;
    }

    boolean isClosed() {
        return closed;
    }

    void setClosed() {
        closed = true;
    }
}

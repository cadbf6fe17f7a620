package io.ddp4ee.session;

import java.util.List;
import java.util.function.Supplier;

import jakarta.annotation.Nullable;

import io.ddp4ee.document.Document;
import io.ddp4ee.message.Fields;
import io.ddp4ee.message.Outgoing;
import io.ddp4ee.query.Delta;
import io.ddp4ee.query.DocumentChange;
import io.ddp4ee.session.MergeBox.StandIn;

/** The documents of one collection that one client has been sent, as far as they are remembered. Under the session's lock. */
sealed interface CollectionView permits MergedView, OwnersView, SentView, BareView {

    /** @param message made only if it is sent */
    void added(Source source, Document document, Supplier<Outgoing> message);

    /** @return whether the source has the document */
    boolean changed(Source source, String id, Fields changed, List<String> cleared);

    /** @return whether the source had the document */
    boolean removed(Source source, String id);

    /** What a live query's result has become. */
    default List<StandIn> apply(Source source, Delta delta) {
        for (DocumentChange change : delta.changes()) {
            if (change.isAdded()) {
                added(source, change.after(), change::outgoing);
            } else if (change.isRemoved()) {
                removed(source, change.id());
            } else {
                changed(source, change.id(), change.changed(), change.cleared());
            }
        }
        return List.of();
    }

    /** Takes sources away with all their documents. */
    List<StandIn> removeAll(List<Source> sources);

    /** A source that stood in for newer values than it had has caught up. */
    default List<StandIn> correct(StandIn standIn, @Nullable Document actual) {
        return List.of();
    }

    /**
     * From here on this is what the client has, which it is told; until then it was what it had not been told of, but for
     * what cannot be held back because it is not remembered.
     *
     * @param before what the client had; null for nothing
     */
    void show(@Nullable CollectionView before);

    boolean isEmpty();
}

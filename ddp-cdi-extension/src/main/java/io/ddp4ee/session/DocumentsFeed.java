package io.ddp4ee.session;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.ddp4ee.LiveDocuments;
import io.ddp4ee.memory.FoldedChanges;
import io.ddp4ee.memory.MemorySubscriber;
import io.ddp4ee.memory.MemoryView;
import io.ddp4ee.query.Delta;

/**
 * What one session shows of documents in memory: to all of its subscriptions to them the same at the same time, so that what
 * is taken away from one never brings back what is older in another.
 *
 * <p>While something waits to be sent already, changes are not added to it but folded, and shown as one when it has been
 * sent; so a client that does not read has one change of each document waiting for it, however often they change.
 */
final class DocumentsFeed implements MemorySubscriber {

    private final Session session;
    private final LiveDocuments documents;
    private final MemoryView view;

    // From here on under the session's lock.
    private final Map<Source, ActiveSubscription> subscriptions = new LinkedHashMap<>();
    private final Set<Source> joined = new LinkedHashSet<>();
    private final FoldedChanges folded;
    private boolean waits;

    DocumentsFeed(Session session, LiveDocuments documents) {
        this.session = session;
        this.documents = documents;
        this.folded = new FoldedChanges(documents.collection());
        this.view = session.services().memory().view(documents, this);
    }

    LiveDocuments documents() {
        return documents;
    }

    MemoryView view() {
        return view;
    }

    /** Under the session's lock. */
    Source add(ActiveSubscription subscription) {
        Source source = new Source(null);
        subscriptions.put(source, subscription);
        return source;
    }

    /** On a thread that may wait. */
    void join(ActiveSubscription subscription, Source source) {
        view.join(all -> session.locked(() -> joined(source, all)), cause -> fail(subscription, cause));
    }

    private void joined(Source source, Delta all) {
        ActiveSubscription subscription = subscriptions.get(source);
        if (subscription != null && !subscription.isStopped()) {
            // For the others to be where this one begins.
            showFolded();
            joined.add(source);
            session.beginning(() -> show(source, all));
            subscription.shown();
        }
    }

    @Override
    public void changed(Delta delta) {
        session.locked(() -> {
            if (folded.isEmpty() && !session.delivery().outbox().hasBacklog()) {
                show(delta);
                return;
            }
            folded.add(delta);
            if (!waits) {
                // One at a time, also if all is shown before: each would wait in the queue of a client that does not
                // read.
                waits = true;
                session.whenSent(() -> session.locked(() -> {
                    waits = false;
                    showFolded();
                }));
            }
        });
    }

    /** Shows all that it has been told. Under the session's lock. */
    void showFolded() {
        if (!folded.isEmpty()) {
            show(folded.take());
        }
    }

    private void show(Delta delta) {
        joined.forEach(source -> show(source, delta));
    }

    private void show(Source source, Delta delta) {
        // Nobody compares them with the states of a database, so nothing stands in for anything.
        var unused = subscriptions.get(source).mergeBox().apply(source, documents.collection(), delta);
    }

    @Override
    public void refused(Throwable cause) {
        session.locked(() -> subscriptions.values().forEach(subscription -> fail(subscription, cause)));
    }

    private void fail(ActiveSubscription subscription, Throwable cause) {
        // Told on the dispatcher, and what translates the cause may be the application's.
        session.services().threads().finishers().execute(() -> subscription.fail(cause));
    }

    /** Nothing is shown to it any more; what has been stays. Under the session's lock. */
    void silence(Source source) {
        joined.remove(source);
    }

    /**
     * Shows nothing to a subscription any more, which takes away itself what it has been shown. Under the session's lock.
     *
     * @return whether it was the last
     */
    boolean remove(Source source) {
        subscriptions.remove(source);
        joined.remove(source);
        return subscriptions.isEmpty();
    }

    void close() {
        view.close();
    }
}

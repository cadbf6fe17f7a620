package io.ddp4ee.query;

import java.util.Collection;

import io.ddp4ee.document.Document;

/** Follows live queries. Told on the dispatcher, so it must not wait. */
public interface QuerySubscriber {

    /** The view has joined its query, with these documents. */
    void joined(LiveView view, Collection<Document> documents);

    /** The query's result has changed. */
    void changed(LiveView view, Delta delta);

    /** The query cannot be answered; the view is closed. */
    void refused(LiveView view, Exception cause);
}

package io.ddp4ee.query;

import java.util.concurrent.CompletionStage;

/** Follows live queries. Told on the dispatcher, so it must not wait. */
public interface QuerySubscriber {

    /**
     * The view has joined its query.
     *
     * @param documents what it has, each as added
     */
    void joined(LiveView view, Delta documents);

    /** The query's result has changed. */
    void changed(LiveView view, Delta delta);

    /**
     * The query cannot be answered; the view is closed.
     *
     * @return finished when the subscriber has been told all that follows from it
     */
    CompletionStage<?> refused(LiveView view, Exception cause);
}

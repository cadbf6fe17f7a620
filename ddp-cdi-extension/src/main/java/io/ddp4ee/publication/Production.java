package io.ddp4ee.publication;

import java.util.List;

import io.ddp4ee.LiveDocuments;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.PublicationHandler;

/**
 * What a publication's producer gave for one subscription.
 *
 * @param dispose gives back what was made for the subscription, when it has stopped
 */
public record Production(
        List<LiveQuery> queries, List<LiveDocuments> documents, List<PublicationHandler> handlers, Runnable dispose) {

    public Production {
        queries = List.copyOf(queries);
        documents = List.copyOf(documents);
        handlers = List.copyOf(handlers);
    }

    /** Without documents in memory. */
    public Production(List<LiveQuery> queries, List<PublicationHandler> handlers, Runnable dispose) {
        this(queries, List.of(), handlers, dispose);
    }
}

package io.ddp4ee.publication;

import java.util.List;

import io.ddp4ee.LiveQuery;
import io.ddp4ee.PublicationHandler;

/**
 * What a publication's producer gave for one subscription.
 *
 * @param dispose gives back what was made for the subscription, when it has stopped
 */
public record Production(List<LiveQuery> queries, List<PublicationHandler> handlers, Runnable dispose) {

    public Production {
        queries = List.copyOf(queries);
        handlers = List.copyOf(handlers);
    }
}

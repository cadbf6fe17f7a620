package io.ddp4ee.call;

import java.util.List;

import io.ddp4ee.DdpSession;
import io.ddp4ee.binding.MatchFailedException;
import io.ddp4ee.publication.Production;
import io.ddp4ee.publication.PublicationDefinition;

/** A field's publication, whose conditions tell how many parameters a subscription brings. */
record CountedSource(PublicationDefinition.Source source, int parameters) implements PublicationDefinition.Source {

    @Override
    public Production produce(DdpSession session, List<Object> values) throws Exception {
        if (values.size() != parameters) {
            throw new MatchFailedException(values.size() + " parameters where " + parameters + " are wanted");
        }
        return source.produce(session, values);
    }
}

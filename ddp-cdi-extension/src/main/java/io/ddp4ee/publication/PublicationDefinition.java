package io.ddp4ee.publication;

import java.util.List;

import io.ddp4ee.DdpSession;
import io.ddp4ee.security.Access;

/**
 * One publication.
 *
 * @param unblock whether the session's next message need not wait for it
 * @param place where it is declared, for messages to developers
 */
public record PublicationDefinition(
        String name, boolean universal, boolean unblock, String place, Access access, Source source) {

    /** Where the content comes from. */
    public interface Source {
        /**
         * Runs on the thread of the subscription.
         *
         * @param parameters EJSON values
         * @throws Exception what the application threw, or that the parameters do not fit
         */
        Production produce(DdpSession session, List<Object> parameters) throws Exception;
    }
}

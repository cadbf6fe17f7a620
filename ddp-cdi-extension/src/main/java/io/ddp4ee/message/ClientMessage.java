package io.ddp4ee.message;

import java.util.List;

import jakarta.annotation.Nullable;

/** What a client may send, with its shape checked. */
public sealed interface ClientMessage {

    /**
     * @param support the versions that the client speaks, the best first
     * @param session the id that it was told on an earlier connection
     * @param receivedCount how many messages it has received in that session, but for heartbeats; negative if it does not say
     */
    record Connect(
            @Nullable String version,
            @Nullable List<String> support,
            @Nullable String session,
            int receivedCount) implements ClientMessage {}

    /** The end of the connection that follows is meant. */
    record Disconnect() implements ClientMessage {}

    record Sub(String id, String name, List<Object> params) implements ClientMessage {}

    /** @param id to be answered with; without one, or with one that is no String, nothing stops */
    record Unsub(@Nullable Object id) implements ClientMessage {}

    record Method(
            String id,
            String method,
            List<Object> params,
            @Nullable String randomSeed) implements ClientMessage {}

    /** @param id to be answered with */
    record Ping(@Nullable Object id) implements ClientMessage {}

    record Pong() implements ClientMessage {}

    /** What no answer is due to, by Meteor's custom. */
    record Ignored() implements ClientMessage {}
}

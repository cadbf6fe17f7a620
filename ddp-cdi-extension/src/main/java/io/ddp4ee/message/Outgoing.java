package io.ddp4ee.message;

import jakarta.annotation.Nullable;

/**
 * A message to a client, or to many: what all of them are sent is one object.
 *
 * @param answers what the client asks for no more when it has this
 */
public record Outgoing(String text, Kind kind, @Nullable Request answers) {

    public enum Kind {
        /** Counted by the client from here on, this included. */
        FIRST,
        /** The connection is another, the session is not. Of no use on a further one. */
        AGAIN,
        /** Counted. */
        DATA,
        /** Not counted, and of no use on another connection. */
        HEARTBEAT
    }

    static Outgoing of(ServerMessage message) {
        if (message instanceof ServerMessage.Ping || message instanceof ServerMessage.Pong) {
            return new Outgoing(message.text(), Kind.HEARTBEAT, null);
        }
        return new Outgoing(message.text(), Kind.DATA, answered(message));
    }

    private static Request answered(ServerMessage message) {
        if (message instanceof ServerMessage.Result result) {
            return new Request(Request.Kind.METHOD, result.id());
        }
        return message instanceof ServerMessage.Nosub nosub && nosub.id() instanceof String id
                ? new Request(Request.Kind.SUBSCRIPTION, id)
                : null;
    }
}

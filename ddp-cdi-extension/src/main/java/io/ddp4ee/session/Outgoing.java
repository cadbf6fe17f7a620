package io.ddp4ee.session;

import jakarta.annotation.Nullable;

import io.ddp4ee.message.Request;
import io.ddp4ee.message.ServerMessage;

/**
 * A message to a client.
 *
 * @param answers what the client asks for no more when it has this
 */
record Outgoing(String text, Kind kind, @Nullable Request answers) {

    enum Kind {
        /** Counted by the client from here on, this included. */
        FIRST,
        /** The connection is another, the session is not. Of no use on a further one. */
        AGAIN,
        /** Counted. */
        DATA,
        /** Not counted, and of no use on another connection. */
        HEARTBEAT
    }

    static Outgoing data(String text) {
        return new Outgoing(text, Kind.DATA, null);
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

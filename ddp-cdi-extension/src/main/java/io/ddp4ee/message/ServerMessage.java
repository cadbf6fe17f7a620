package io.ddp4ee.message;

import java.util.List;

import jakarta.annotation.Nullable;

import io.ddp4ee.ejson.Ejson;

/** What the server sends. Values arrive here as EJSON text, because data is kept as text. */
public sealed interface ServerMessage {

    /** The text on the wire. */
    String text();

    /** What is sent: the text, and what has to be known of it. */
    default Outgoing outgoing() {
        return Outgoing.of(this);
    }

    record Connected(String session) implements ServerMessage {
        @Override
        public String text() {
            return new MessageText("connected").string("session", session).end();
        }
    }

    record Failed(String version) implements ServerMessage {
        @Override
        public String text() {
            return new MessageText("failed").string("version", version).end();
        }
    }

    record Ping() implements ServerMessage {
        @Override
        public String text() {
            return "{\"msg\":\"ping\"}";
        }
    }

    /** @param id as the client sent it */
    record Pong(@Nullable Object id) implements ServerMessage {
        @Override
        public String text() {
            return new MessageText("pong").id(id).end();
        }
    }

    record Added(String collection, String id, Fields fields) implements ServerMessage {
        @Override
        public String text() {
            return new MessageText("added")
                    .document(collection, id)
                    .fields(fields)
                    .end();
        }
    }

    /** @param cleared the names of the fields that are gone */
    record Changed(String collection, String id, Fields fields, List<String> cleared) implements ServerMessage {
        @Override
        public String text() {
            return new MessageText("changed")
                    .document(collection, id)
                    .fields(fields)
                    .strings("cleared", cleared)
                    .end();
        }
    }

    record Removed(String collection, String id) implements ServerMessage {
        @Override
        public String text() {
            return new MessageText("removed").document(collection, id).end();
        }
    }

    record Ready(List<String> subs) implements ServerMessage {
        @Override
        public String text() {
            return new MessageText("ready").strings("subs", subs).end();
        }
    }

    /** @param id as the client sent it */
    record Nosub(@Nullable Object id, @Nullable DdpError error) implements ServerMessage {
        @Override
        public String text() {
            return new MessageText("nosub").id(id).error(error).end();
        }
    }

    /** @param result EJSON text; null for no result, which is not the same as the result null */
    record Result(
            String id, @Nullable String result, @Nullable DdpError error) implements ServerMessage {
        @Override
        public String text() {
            return new MessageText("result")
                    .string("id", id)
                    .error(error)
                    .raw("result", result)
                    .end();
        }
    }

    record Updated(List<String> methods) implements ServerMessage {
        @Override
        public String text() {
            return new MessageText("updated").strings("methods", methods).end();
        }
    }

    /** @param offending the client's message, if it could be read */
    record ErrorReply(String reason, @Nullable Object offending) implements ServerMessage {
        @Override
        public String text() {
            return new MessageText("error")
                    .string("reason", reason)
                    .raw("offendingMessage", offending == null ? null : Ejson.printPlain(offending))
                    .end();
        }
    }
}

package io.ddp4ee.message;

import java.util.List;

import io.ddp4ee.ejson.Ejson;

/** Builds one message's text, in the order of the calls; what is null or empty is left out. */
final class MessageText {

    private final StringBuilder text = new StringBuilder(128);

    MessageText(String msg) {
        text.append("{\"msg\":\"").append(msg).append('"');
    }

    MessageText string(String member, String value) {
        return value == null ? this : raw(member, Ejson.print(value));
    }

    MessageText id(Object id) {
        return id instanceof FalsyId falsy ? raw("id", falsy.json()) : string("id", (String) id);
    }

    MessageText strings(String member, List<String> values) {
        return values.isEmpty() ? this : raw(member, Ejson.print(values));
    }

    MessageText document(String collection, String id) {
        return string("collection", collection).string("id", WireId.of(id));
    }

    MessageText fields(Fields fields) {
        return fields.isEmpty() ? this : raw("fields", fields.message());
    }

    MessageText error(DdpError error) {
        return error == null ? this : raw("error", Ejson.printPlain(error.members()));
    }

    MessageText raw(String member, String json) {
        if (json != null) {
            text.append(",\"").append(member).append("\":").append(json);
        }
        return this;
    }

    String end() {
        return text.append('}').toString();
    }
}

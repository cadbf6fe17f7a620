package io.ddp4ee.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.ejson.EjsonException;
import io.ddp4ee.ejson.Json;

/** Reads a client's messages. EJSON stands only in {@code params}, {@code fields} and {@code result}. */
public final class MessageReader {

    private static final List<String> EJSON_MEMBERS = List.of("params", "fields", "result");

    private final Json json = new Json();
    private final Ejson ejson = new Ejson();

    /** @throws MalformedMessage if it is no JSON object with a {@code msg}, or its EJSON cannot be read */
    public Incoming read(String text) throws MalformedMessage {
        Object value = json(text);
        if (value instanceof List<?> list) {
            throw new MalformedMessage("Bad request", Incoming.echo(list));
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw new MalformedMessage("Bad request");
        }
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach((name, member) -> members.put((String) name, member));
        decode(members);
        Object msg = members.get("msg");
        if (msg == null || "".equals(msg)) {
            throw new MalformedMessage("Bad request", Incoming.echo(members));
        }
        return new Incoming(msg, members);
    }

    private Object json(String text) throws MalformedMessage {
        try {
            return json.parse(text);
        } catch (EjsonException e) {
            throw new MalformedMessage("Bad request");
        }
    }

    private void decode(Map<String, Object> members) throws MalformedMessage {
        if (members.containsKey("cleared") && !(members.get("cleared") instanceof List)) {
            throw new MalformedMessage("Parse error");
        }
        try {
            for (String member : EJSON_MEMBERS) {
                if (members.containsKey(member)) {
                    members.put(member, ejson.decode(members.get(member)));
                }
            }
        } catch (EjsonException e) {
            throw new MalformedMessage("Parse error");
        }
    }
}

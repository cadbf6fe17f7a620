package io.ddp4ee.message;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.ddp4ee.ejson.CustomTypes;
import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.ejson.EjsonException;
import io.ddp4ee.ejson.Json;

/** Reads a client's messages. EJSON stands only in {@code params}, {@code fields} and {@code result}. */
public final class MessageReader {

    private static final List<String> EJSON_MEMBERS = List.of("params", "fields", "result");

    /** As much as a client needs to find the place. */
    private static final int LONGEST_ECHO = 2000;

    private final Json json = new Json();
    private final Ejson ejson;
    private final int longestEcho;

    /** Knows no custom types but Meteor's own. */
    public MessageReader() {
        this(CustomTypes.NONE, LONGEST_ECHO);
    }

    /** @param longestEcho how much of what cannot be understood comes back to the client, in characters */
    public MessageReader(CustomTypes customs, int longestEcho) {
        this.ejson = new Ejson(customs);
        this.longestEcho = longestEcho;
    }

    /** @throws MalformedMessage if it is no JSON object with a {@code msg}, or its EJSON cannot be read */
    public Incoming read(String text) throws MalformedMessage {
        Object value = json(text);
        if (value instanceof List<?> list) {
            throw new MalformedMessage("Bad request", Incoming.echo(list, longestEcho));
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw new MalformedMessage("Bad request");
        }
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach((name, member) -> members.put((String) name, member));
        decode(members);
        Object msg = members.get("msg");
        if (FalsyId.isFalsy(msg)) {
            throw new MalformedMessage("Bad request", Incoming.echo(members, longestEcho));
        }
        return new Incoming(msg, members, longestEcho);
    }

    private Object json(String text) throws MalformedMessage {
        try {
            return json.parse(text);
        } catch (EjsonException e) {
            throw new MalformedMessage("Bad request");
        }
    }

    private void decode(Map<String, Object> members) throws MalformedMessage {
        Set<String> cleared = cleared(members);
        try {
            for (String member : EJSON_MEMBERS) {
                if (members.containsKey(member)) {
                    members.put(member, ejson.decode(members.get(member)));
                }
            }
        } catch (EjsonException e) {
            throw new MalformedMessage("Parse error");
        }
        if (members.get("fields") instanceof Map<?, ?> fields) {
            fields.keySet().removeAll(cleared);
        }
    }

    /**
     * Meteor makes of {@code cleared} members of {@code fields} that are undefined: there while EJSON is told from plain
     * objects, and not there when the message is shown.
     */
    private static Set<String> cleared(Map<String, Object> members) throws MalformedMessage {
        if (!members.containsKey("cleared")) {
            return Set.of();
        }
        Object fields = members.containsKey("fields") ? members.get("fields") : Map.of();
        if (!(members.remove("cleared") instanceof List<?> names) || (!names.isEmpty() && isScalar(fields))) {
            throw new MalformedMessage("Parse error");
        }
        Set<String> cleared = new LinkedHashSet<>();
        names.forEach(name -> cleared.add(name instanceof String text ? text : Ejson.printPlain(name)));
        if (fields instanceof Map<?, ?> map) {
            Map<String, Object> all = new LinkedHashMap<>();
            map.forEach((name, value) -> all.put((String) name, value));
            cleared.forEach(name -> all.put(name, null));
            members.put("fields", all);
        }
        return cleared;
    }

    private static boolean isScalar(Object value) {
        return !(value instanceof Map) && !(value instanceof List);
    }
}

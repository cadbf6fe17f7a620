package io.ddp4ee.message;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.annotation.Nullable;

import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.message.ClientMessage.Connect;
import io.ddp4ee.message.ClientMessage.Disconnect;
import io.ddp4ee.message.ClientMessage.Ignored;
import io.ddp4ee.message.ClientMessage.Method;
import io.ddp4ee.message.ClientMessage.Ping;
import io.ddp4ee.message.ClientMessage.Pong;
import io.ddp4ee.message.ClientMessage.Sub;
import io.ddp4ee.message.ClientMessage.Unsub;

/**
 * A message as it came: an object with a {@code msg}, its shape not yet looked at. What is wrong with it depends on
 * whether the session has begun, so the session asks for the shape when it wants it.
 */
public final class Incoming {

    private final Object msg;
    private final Map<?, ?> members;
    private final int longestEcho;

    /** @param longestEcho how much of a client's own words comes back to it in an error, in characters */
    Incoming(Object msg, Map<?, ?> members, int longestEcho) {
        this.msg = msg;
        this.members = members;
        this.longestEcho = longestEcho;
    }

    public boolean isConnect() {
        return "connect".equals(msg);
    }

    /** Whether this is handled ahead of the messages that wait. */
    public boolean isHeartbeat() {
        return "ping".equals(msg) || "pong".equals(msg);
    }

    /** Also ahead of them. */
    public boolean isDisconnect() {
        return "disconnect".equals(msg);
    }

    /** What is asked for, if it is something that is answered once: a call or a subscription. */
    @Nullable
    public Request request() {
        if (string("id") == null) {
            return null;
        }
        return switch (Objects.toString(msg)) {
            case "method" -> new Request(Request.Kind.METHOD, string("id"));
            case "sub" -> new Request(Request.Kind.SUBSCRIPTION, string("id"));
            default -> null;
        };
    }

    /** What was asked for, and is no more. */
    @Nullable
    public Request withdrawn() {
        return "unsub".equals(msg) && string("id") != null
                ? new Request(Request.Kind.SUBSCRIPTION, string("id"))
                : null;
    }

    /** @throws MalformedMessage with the answer that Meteor gives */
    public ClientMessage message() throws MalformedMessage {
        return switch (Objects.toString(msg)) {
            case "connect" -> connect();
            case "sub" -> sub();
            case "unsub" -> unsub();
            case "method" -> method();
            case "ping" -> isAnswered() ? new Ping(id()) : new Ignored();
            case "pong" -> new Pong();
            case "disconnect" -> new Disconnect();
            default -> throw new MalformedMessage("Bad request", this);
        };
    }

    private ClientMessage connect() {
        Object support = members.get("support");
        boolean readable = support instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
        List<String> versions =
                readable ? ((List<?>) support).stream().map(String.class::cast).toList() : null;
        return new Connect(string("version"), versions, string("session"), receivedCount());
    }

    private int receivedCount() {
        return members.get("receivedCount") instanceof Long count && count >= 0 && count <= Integer.MAX_VALUE
                ? count.intValue()
                : -1;
    }

    private ClientMessage sub() throws MalformedMessage {
        if (string("id") == null || string("name") == null || !hasParamsOrNone()) {
            throw new MalformedMessage("Malformed subscription", this);
        }
        return new Sub(string("id"), string("name"), params());
    }

    private ClientMessage unsub() {
        return isAnswered() ? new Unsub(id()) : new Ignored();
    }

    private ClientMessage method() throws MalformedMessage {
        if (string("id") == null || string("method") == null || !hasParamsOrNone() || !isStringOrAbsent("randomSeed")) {
            throw new MalformedMessage("Malformed method invocation", this);
        }
        return new Method(string("id"), string("method"), params(), string("randomSeed"));
    }

    private String string(String member) {
        return members.get(member) instanceof String string ? string : null;
    }

    private boolean isStringOrAbsent(String member) {
        return !members.containsKey(member) || members.get(member) instanceof String;
    }

    /** Meteor cannot write an answer with another id. */
    private boolean isAnswered() {
        Object id = members.get("id");
        return id instanceof String || FalsyId.isFalsy(id);
    }

    private Object id() {
        Object id = members.get("id");
        return id instanceof String || !members.containsKey("id") ? id : new FalsyId(Ejson.print(id));
    }

    private boolean hasParamsOrNone() {
        return !members.containsKey("params") || members.get("params") instanceof List;
    }

    private List<Object> params() {
        return members.get("params") instanceof List<?> list ? Collections.unmodifiableList(list) : List.of();
    }

    Object echo() {
        return echo(members, longestEcho);
    }

    /** A client's message as it may be shown to it. */
    static Object echo(Object message, int longest) {
        String text = Ejson.printPlain(message);
        return text.length() <= longest ? message : text.substring(0, longest) + "...";
    }
}

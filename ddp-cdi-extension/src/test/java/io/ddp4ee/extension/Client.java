package io.ddp4ee.extension;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;

import io.ddp4ee.session.CloseCode;
import io.ddp4ee.session.Connection;
import io.ddp4ee.session.Link;

/** A client in the same thread. */
final class Client implements Connection {

    private final List<JsonObject> received = new ArrayList<>();
    private Link session;
    private int next;

    void attach(Link opened) {
        session = opened;
        session.receive("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}");
    }

    /** @param parameters their JSON text */
    JsonValue call(String method, String... parameters) {
        JsonObject result = answer(method, parameters);
        if (result.containsKey("error")) {
            throw new AssertionError(result.toString());
        }
        return result.get("result");
    }

    /** As after a stub. */
    JsonValue callSeeded(String seed, String method) {
        String id = "call" + ++next;
        session.receive("{\"msg\":\"method\",\"method\":\"" + method + "\",\"id\":\"" + id
                + "\",\"params\":[],\"randomSeed\":\"" + seed + "\"}");
        return message("result", id).get("result");
    }

    /** The error that a method is answered with. */
    JsonObject refusal(String method, String... parameters) {
        return answer(method, parameters).getJsonObject("error");
    }

    private JsonObject answer(String method, String... parameters) {
        String id = "call" + ++next;
        session.receive("{\"msg\":\"method\",\"method\":\"" + method + "\",\"id\":\"" + id + "\",\"params\":["
                + String.join(",", parameters) + "]}");
        JsonObject result = message("result", id);
        if (result == null) {
            throw new AssertionError("No result in " + received);
        }
        return result;
    }

    /** @return the id of the subscription */
    String subscribe(String publication, String... parameters) {
        String id = "sub" + ++next;
        session.receive("{\"msg\":\"sub\",\"name\":\"" + publication + "\",\"id\":\"" + id + "\",\"params\":["
                + String.join(",", parameters) + "]}");
        return id;
    }

    /** The error that a subscription is answered with. */
    JsonObject subscriptionRefusal(String publication, String... parameters) {
        JsonObject nosub = message("nosub", subscribe(publication, parameters));
        if (nosub == null) {
            throw new AssertionError("No nosub in " + received);
        }
        return nosub.getJsonObject("error");
    }

    boolean isReady(String subscription) {
        return received.stream()
                .filter(message -> message.getString("msg").equals("ready"))
                .anyMatch(message -> message.getJsonArray("subs").toString().equals("[\"" + subscription + "\"]"));
    }

    void unsubscribe(String id) {
        session.receive("{\"msg\":\"unsub\",\"id\":\"" + id + "\"}");
    }

    /** The fields of the document that a subscription has added last. */
    JsonObject lastAdded() {
        return received.stream()
                .filter(message -> message.getString("msg").equals("added"))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("No added in " + received))
                .getJsonObject("fields");
    }

    private JsonObject message(String msg, String id) {
        return received.stream()
                .filter(message -> message.getString("msg").equals(msg))
                .filter(message -> message.getString("id", "").equals(id))
                .findFirst()
                .orElse(null);
    }

    void disconnect() {
        session.close(CloseCode.NORMAL, "gone");
    }

    @Override
    public void send(String message, Consumer<Throwable> done) {
        try (JsonReader reader = Json.createReader(new StringReader(message))) {
            received.add(reader.readObject());
        }
        done.accept(null);
    }

    @Override
    public void close(int code, String reason) {}
}

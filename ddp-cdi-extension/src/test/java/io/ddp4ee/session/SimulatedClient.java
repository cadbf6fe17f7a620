package io.ddp4ee.session;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/**
 * A client that believes what it is sent, and complains of what must never be sent. It loses its connection now and then,
 * and goes on on the next as if nothing had happened; or it begins anew, if it may.
 */
final class SimulatedClient {

    private static final String COUNTS = "counts/";

    private final Consumer<String> log;
    private final Function<Runnable, Void> later;
    private final Map<String, Map<String, JsonValue>> documents = new TreeMap<>();
    private final Map<String, Long> newest = new HashMap<>();
    private final Map<String, Integer> ready = new HashMap<>();
    private final Set<String> results = new HashSet<>();
    private final Set<String> updated = new HashSet<>();
    private final Set<String> ended = new HashSet<>();
    private final Set<String> refused = new HashSet<>();
    private Consumer<String> onUpdated = method -> {};
    private Consumer<String> onRefused = subscription -> {};
    private final Queue<Runnable> onPing = new ArrayDeque<>();
    private Set<Long> lost = Set.of();
    private boolean anyOrder;
    private AssertionError violation;
    private Wire wire = new Wire();
    private String session;
    private int received;
    private boolean closed;
    private int mostReadies = 1;
    private boolean mayBeginAnew;
    private int begunAnew;

    /** A connection, of which nothing arrives any more when it is cut. */
    private final class Wire implements Connection {

        private boolean sending;
        private boolean cut;

        @Override
        public void send(String message, Consumer<Throwable> done) {
            if (sending) {
                throw new AssertionError("Two sends at a time");
            }
            sending = true;
            if (!cut) {
                believe(message);
            }
            later.apply(() -> {
                sending = false;
                done.accept(cut ? new IOException("cut") : null);
            });
        }

        @Override
        public void close(int code, String reason) {
            closed |= !cut;
        }
    }

    /** @param later how ends of sends are told */
    SimulatedClient(Consumer<String> log, Function<Runnable, Void> later) {
        this.log = log;
        this.later = later;
    }

    void onUpdated(Consumer<String> action) {
        onUpdated = action;
    }

    void onRefused(Consumer<String> action) {
        onRefused = action;
    }

    void onPing(Runnable action) {
        onPing.add(action);
    }

    void expectReadyAgain() {
        mostReadies++;
    }

    void expectAnything() {
        anyOrder = true;
    }

    /** @param lostVersions what may be sent still by a query that has not run again, but not after what there is */
    void expectOrder(Set<Long> lostVersions) {
        anyOrder = false;
        newest.clear();
        lost = Set.copyOf(lostVersions);
    }

    Map<String, Map<String, JsonValue>> documents() {
        return documents;
    }

    long versionOf(String id) {
        Map<String, JsonValue> document = documents.get(id);
        return document == null ? -1 : Long.parseLong(document.get("version").toString());
    }

    boolean isReady(String subscription) {
        return ready.containsKey(subscription);
    }

    boolean hasEnded(String subscription) {
        return ended.contains(subscription);
    }

    boolean hasResult(String method) {
        return results.contains(method);
    }

    boolean isAnswered(String method) {
        return results.contains(method) && updated.contains(method);
    }

    void verify() {
        if (violation != null) {
            throw violation;
        }
    }

    boolean isClosed() {
        return closed;
    }

    Connection connection() {
        return wire;
    }

    /** Nothing arrives until there is another connection. */
    void cut() {
        wire.cut = true;
        wire = new Wire();
        onPing.clear();
    }

    /** The server may not keep all that it has missed. */
    void mayBeginAnew() {
        mayBeginAnew = true;
    }

    int begunAnew() {
        return begunAnew;
    }

    String session() {
        return session;
    }

    /** What it says on its connection first. */
    String connect() {
        return "{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]"
                + (session == null ? "" : ",\"session\":\"" + session + "\",\"receivedCount\":" + received) + "}";
    }

    private void believe(String message) {
        log.accept(message);
        try {
            receive(message);
        } catch (AssertionError e) {
            // The server would swallow it, as it goes on whatever one client does.
            violation = violation == null ? e : violation;
        }
    }

    /** Of a document among those of all collections. */
    static String key(String collection, String id) {
        return collection.equals("counts") ? COUNTS + id : id;
    }

    private static String key(JsonObject message) {
        return key(message.getString("collection"), message.getString("id"));
    }

    private void receive(String text) {
        JsonObject message;
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            message = reader.readObject();
        }
        received += message.getString("msg").equals("ping") ? 0 : 1;
        switch (message.getString("msg")) {
            case "added" -> {
                String id = key(message);
                if (documents.putIfAbsent(id, new HashMap<>()) != null) {
                    throw new AssertionError("added, but there: " + text);
                }
                merge(id, message, text);
            }
            case "changed" -> {
                String id = key(message);
                if (!documents.containsKey(id)) {
                    throw new AssertionError("changed, but not there: " + text);
                }
                merge(id, message, text);
            }
            case "removed" -> {
                if (documents.remove(key(message)) == null) {
                    throw new AssertionError("removed, but not there: " + text);
                }
            }
            case "ready" -> message.getJsonArray("subs").forEach(id -> ready(((JsonString) id).getString(), text));
            case "nosub" -> {
                String subscription = message.getString("id");
                // One that was refused while the client was ending it has two ends.
                if (!refused.contains(subscription)) {
                    once(ended, subscription, text);
                }
                if (message.containsKey("error")) {
                    refused.add(subscription);
                    onRefused.accept(subscription);
                }
            }
            case "result" -> once(results, message.getString("id"), text);
            case "updated" -> {
                String method = ((JsonString) message.getJsonArray("methods").get(0)).getString();
                once(updated, method, text);
                onUpdated.accept(method);
            }
            case "ping" -> onPing.remove().run();
            case "connected" -> {
                String now = message.getString("session");
                if (session != null && !session.equals(now)) {
                    beginAnew(text);
                }
                session = now;
            }
            default -> {
                // Nothing to believe.
            }
        }
    }

    /** Another session knows nothing of what the one before has sent. */
    private void beginAnew(String text) {
        if (!mayBeginAnew) {
            throw new AssertionError("another session: " + text);
        }
        begunAnew++;
        received = 1;
        documents.clear();
        newest.clear();
        ready.clear();
        // What has no result is called again, and what has comes with all else.
        updated.clear();
        updated.addAll(results);
    }

    private void ready(String subscription, String text) {
        if (ready.merge(subscription, 1, Integer::sum) > mostReadies) {
            throw new AssertionError("once more than there was a reason: " + text);
        }
    }

    private static void once(Set<String> seen, String id, String text) {
        if (!seen.add(id)) {
            throw new AssertionError("a second time: " + text);
        }
    }

    private void merge(String id, JsonObject message, String text) {
        Map<String, JsonValue> document = documents.get(id);
        if (message.containsKey("fields")) {
            document.putAll(message.getJsonObject("fields"));
            if (message.getJsonObject("fields").containsKey("version")) {
                check(id, versionOf(id), text);
            }
        }
        if (message.containsKey("cleared")) {
            message.getJsonArray("cleared").forEach(field -> document.remove(((JsonString) field).getString()));
        }
        if (!document.containsKey(id.startsWith(COUNTS) ? "count" : "version")) {
            throw new AssertionError("without its version: " + text);
        }
    }

    private void check(String id, long version, String text) {
        if (lost.contains(version)) {
            if (newest.containsKey(id)) {
                throw new AssertionError("of a database that is gone: " + text);
            }
            return;
        }
        if (!anyOrder && version < newest.getOrDefault(id, -1L)) {
            throw new AssertionError("version " + version + " after " + newest.get(id) + ": " + text);
        }
        newest.put(id, version);
    }
}

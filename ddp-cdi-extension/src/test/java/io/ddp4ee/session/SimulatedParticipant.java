package io.ddp4ee.session;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import jakarta.json.JsonValue;

import io.ddp4ee.document.Document;
import io.ddp4ee.message.ServerMessage;
import io.ddp4ee.session.SimulatedDatabase.CategoryQuery;
import io.ddp4ee.session.SimulatedDatabase.Part;
import io.ddp4ee.session.SimulatedDatabase.RowState;

import static org.assertj.core.api.Assertions.assertThat;

/** A session and its client, which checks what it is sent. */
final class SimulatedParticipant {
    private final SimulatedWorld world;
    final SimulatedClient client;
    private static final Handshake HANDSHAKE = new Handshake(URI.create("/"), Map.of(), "", null, Set.of());

    /** Most queries have all their rows. */
    private static final List<Part> PARTS =
            List.of(Part.ALL, Part.ALL, Part.ALL, Part.ALL, Part.NEWEST, Part.NEXT, Part.COUNT);

    Link session;
    private final Map<String, List<CategoryQuery>> subscriptions = new LinkedHashMap<>();

    /** What may have to be asked for again. */
    private final Map<String, String> asked = new LinkedHashMap<>();

    /** That it has asked for last, and the calls by which it has. */
    private String userId;

    private final Map<String, String> setting = new HashMap<>();

    private boolean isAway;
    private int nextId;
    private int doubts;

    SimulatedParticipant(SimulatedWorld world) {
        this.world = world;
        int number = world.participants.size();
        this.client = new SimulatedClient(text -> world.log.add("client " + number + " < " + text), task -> {
            if (world.random.nextBoolean()) {
                task.run();
            } else {
                world.tasks.add(task);
            }
            return null;
        });
        if (world.isForgetful()) {
            client.mayBeginAnew();
        }
        connect();
        client.onUpdated(this::checkWritten);
        client.onRefused(this::checkRefused);
    }

    private void connect() {
        session = world.sessions.open(client.connection(), HANDSHAKE);
        session.session().handle().attributes().put("participant", this);
        session.receive(client.connect());
    }

    Set<String> readySubscriptions() {
        Set<String> ready = new java.util.HashSet<>();
        subscriptions.keySet().stream().filter(client::isReady).forEach(ready::add);
        return ready;
    }

    /** The connection is lost, and what is on its way with it. */
    void lose() {
        if (!isAway) {
            world.log.add("client " + world.participants.indexOf(this) + " is away");
            isAway = true;
            client.cut();
            session.lost();
        }
    }

    /** Asks again for all that it does not know to have been heard. */
    void comeBack() {
        if (isAway) {
            world.log.add("client " + world.participants.indexOf(this) + " comes back");
            isAway = false;
            String before = client.session();
            connect();
            asked.keySet().removeIf(id -> client.hasResult(id) || client.hasEnded(id));
            if (!client.session().equals(before)) {
                // Nobody has logged in, but who does so again.
                userId = null;
                asked.keySet().stream().filter(setting::containsKey).forEach(id -> userId = setting.get(id));
            }
            asked.values().forEach(session::receive);
            if (!world.isBroken()) {
                mark();
            }
        }
    }

    private void ask(String id, String message) {
        asked.put(id, message);
        session.receive(message);
    }

    void subscribe() {
        if (isAway) {
            return;
        }
        String id = "s" + nextId++;
        List<CategoryQuery> queries = new ArrayList<>();
        StringBuilder parameters = new StringBuilder();
        for (int i = world.random.nextInt(2); i >= 0; i--) {
            int kind = world.random.nextInt(6);
            String category = kind == 0
                    ? "*"
                    : kind == 1
                            ? "u"
                            : SimulatedWorld.CATEGORIES.get(world.random.nextInt(SimulatedWorld.CATEGORIES.size()));
            boolean withCategory = world.random.nextInt(3) > 0;
            boolean isMatched = world.random.nextBoolean();
            Part part = PARTS.get(world.random.nextInt(PARTS.size()));
            queries.add(new CategoryQuery(category, withCategory, isMatched, part));
            parameters
                    .append(parameters.length() == 0 ? "" : ",")
                    .append("\"" + category + (withCategory ? "+" : "") + (isMatched ? "=" : "") + ":" + part + "\"");
        }
        subscriptions.put(id, queries);
        world.log.add("client " + world.participants.indexOf(this) + " > sub " + id + " " + parameters);
        ask(id, "{\"msg\":\"sub\",\"id\":\"" + id + "\",\"name\":\"docs\",\"params\":[" + parameters + "]}");
    }

    void unsubscribe() {
        if (!isAway && !subscriptions.isEmpty()) {
            String id = List.copyOf(subscriptions.keySet()).get(world.random.nextInt(subscriptions.size()));
            subscriptions.remove(id);
            asked.remove(id);
            world.log.add("client " + world.participants.indexOf(this) + " > unsub " + id);
            session.receive("{\"msg\":\"unsub\",\"id\":\"" + id + "\"}");
        }
    }

    /** What it is subscribed to goes on as before, though it is another's. */
    void setUserId() {
        if (!isAway) {
            String category = SimulatedWorld.CATEGORIES.get(world.random.nextInt(SimulatedWorld.CATEGORIES.size()));
            userId = world.random.nextInt(4) == 0 ? null : category;
            String id = "m" + nextId++ + "-" + world.participants.indexOf(this);
            world.log.add("client " + world.participants.indexOf(this) + " > setUserId " + userId);
            setting.put(id, userId);
            client.expectReadyAgain();
            ask(
                    id,
                    "{\"msg\":\"method\",\"id\":\"" + id + "\",\"method\":\"setUserId\",\"params\":["
                            + (userId == null ? "null" : "\"" + userId + "\"") + "]}");
        }
    }

    void write() {
        if (isAway) {
            return;
        }
        String category = world.randomCategory();
        String id = "m" + nextId++ + "-" + world.participants.indexOf(this);
        ask(
                id,
                "{\"msg\":\"method\",\"id\":\"" + id + "\",\"method\":\"write\",\"params\":[\"" + world.randomId()
                        + "\"," + (category == null ? "null" : "\"" + category + "\"") + ",\"" + id + "\"]}");
    }

    /** Another database has taken over, and the engine does not know yet. */
    void expectAnything() {
        doubts++;
        client.expectAnything();
    }

    /** The engine knows. What it sends from now on is of the database that there is. */
    void mark() {
        if (isAway) {
            return;
        }
        int now = doubts;
        client.onPing(() -> {
            if (doubts == now) {
                client.expectOrder(world.database.lost());
            }
        });
        session.session().send(new ServerMessage.Ping());
    }

    private void checkRefused(String subscription) {
        List<CategoryQuery> queries = subscriptions.remove(subscription);
        if (queries != null && queries.stream().noneMatch(query -> world.hasRefused(query))) {
            throw new AssertionError("refused without a reason: " + subscription);
        }
    }

    /** What a method wrote and nobody has written since is there, if the caller subscribes to it. */
    private void checkWritten(String method) {
        SimulatedWorld.Written write =
                world.written.get(session.session().handle().id() + "/" + method);
        RowState now = write == null ? null : world.database.rows().get(write.id());
        if (write == null
                || write.caller() != this
                || write.unnoticed()
                || world.database.lost().contains(write.version())) {
            return;
        }
        if (client.documents().containsKey(write.id()) && client.versionOf(write.id()) < write.version()) {
            throw new AssertionError("updated, but " + write.id() + " is at " + client.versionOf(write.id())
                    + " and not at " + write.version());
        }
        boolean wanted = now != null
                && now.version() == write.version()
                && world.database.isLast(write.id(), write.version())
                && subscriptions.entrySet().stream()
                        .filter(subscription -> write.readyBefore().contains(subscription.getKey()))
                        .anyMatch(subscription ->
                                subscription.getValue().stream().anyMatch(query -> world.database.isIn(query, now)));
        if (wanted && client.versionOf(write.id()) < write.version()) {
            throw new AssertionError("updated, but " + write.id() + " has not come");
        }
    }

    void check() {
        client.verify();
        Map<String, Map<String, String>> expected = new TreeMap<>();
        subscriptions.forEach((id, queries) -> {
            assertThat(client.isReady(id)).as("ready of " + id).isTrue();
            for (CategoryQuery query : queries) {
                for (Document document : world.database.select(query.of(userId)).values()) {
                    String key = SimulatedClient.key(query.collection(), document.id());
                    Map<String, String> fields = expected.computeIfAbsent(key, d -> new TreeMap<>());
                    document.fields().forEach(fields::put);
                }
            }
        });
        Map<String, Map<String, String>> actual = new TreeMap<>();
        client.documents().forEach((id, document) -> {
            Map<String, String> fields = new TreeMap<>();
            for (Map.Entry<String, JsonValue> field : document.entrySet()) {
                fields.put(field.getKey(), field.getValue().toString());
            }
            actual.put(id, fields);
        });
        assertThat(actual)
                .as("documents of client " + world.participants.indexOf(this))
                .isEqualTo(expected);
        for (int i = 0; i < nextId; i++) {
            String method = "m" + i + "-" + world.participants.indexOf(this);
            boolean called = setting.containsKey(method)
                    || world.written.keySet().stream().anyMatch(call -> call.endsWith("/" + method));
            assertThat(!called || client.isAnswered(method))
                    .as("answer of " + method)
                    .isTrue();
        }
        assertThat(client.isClosed()).isFalse();
    }
}

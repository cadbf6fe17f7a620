package io.ddp4ee.test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the messages of a server have left at its client. Not safe for use by several threads. */
final class ClientModel {

    private final Map<String, ClientCollection> collections = new LinkedHashMap<>();
    private final Map<String, ClientSubscription> subscriptions = new LinkedHashMap<>();
    private final Map<String, ClientCall> calls = new LinkedHashMap<>();
    private String session;
    private int receivedCount;

    /** The session's id; null before there is one. */
    String session() {
        return session;
    }

    /** How many messages of the session have come; heartbeats do not count. */
    int receivedCount() {
        return receivedCount;
    }

    ClientCollection collection(String name) {
        return collections.computeIfAbsent(name, ClientCollection::new);
    }

    void add(ClientSubscription subscription) {
        subscriptions.put(subscription.id(), subscription);
    }

    void add(ClientCall call) {
        calls.put(call.id(), call);
    }

    /** What a client says again on a new connection: it does not know what the server has heard. */
    List<String> unfinished() {
        List<String> messages = new ArrayList<>();
        calls.values().stream().filter(call -> !call.isAnswered()).forEach(call -> messages.add(call.message()));
        subscriptions.values().stream()
                .filter(subscription -> !subscription.isEnded())
                .forEach(subscription -> messages.add(subscription.message()));
        return messages;
    }

    void fail(AssertionError cause) {
        calls.values().forEach(call -> call.done().completeExceptionally(cause));
    }

    void apply(Map<String, Object> message) {
        String kind = String.valueOf(message.get("msg"));
        if (!kind.equals("ping") && !kind.equals("pong")) {
            receivedCount++;
        }
        switch (kind) {
            case "connected" -> connected((String) message.get("session"));
            case "added" -> collection((String) message.get("collection")).added(message);
            case "changed" -> collection((String) message.get("collection")).changed(message);
            case "removed" -> collection((String) message.get("collection")).removed(message);
            case "ready" -> ((List<?>) message.get("subs")).forEach(id -> subscription(id, ClientSubscription::ready));
            case "nosub" -> subscription(message.get("id"), subscription -> subscription.ended(error(message)));
            case "result" -> call(message.get("id"), call -> call.answer(message.get("result"), error(message)));
            case "updated" -> ((List<?>) message.get("methods")).forEach(id -> call(id, ClientCall::update));
            default -> {
                // An error, a ping, a pong: whoever waits for it reads the messages.
            }
        }
    }

    /** Another session knows nothing of what the one before has sent. */
    private void connected(String id) {
        if (!id.equals(session)) {
            session = id;
            receivedCount = 1;
            collections.values().forEach(ClientCollection::clear);
            subscriptions.values().forEach(ClientSubscription::beginAgain);
            calls.values().forEach(ClientCall::beginAgain);
        }
    }

    private void subscription(Object id, Consumer<ClientSubscription> action) {
        ClientSubscription subscription = subscriptions.get(id);
        if (subscription != null) {
            action.accept(subscription);
        }
    }

    private void call(Object id, Consumer<ClientCall> action) {
        ClientCall call = calls.get(id);
        if (call != null) {
            action.accept(call);
        }
    }

    private static DdpErrorException error(Map<String, Object> message) {
        return message.get("error") instanceof Map<?, ?> error ? new DdpErrorException(error) : null;
    }
}

package io.ddp4ee.test;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The documents of a collection, as the messages have left them. Read it as often as wanted: it is the present state, not
 * that of when it was asked for.
 *
 * <pre>{@code
 * ClientCollection books = client.collection("bookstore.book");
 * assertEquals("Dune", books.get("1").get("title"));
 * }</pre>
 */
public final class ClientCollection {

    private final String name;
    private final Map<String, Map<String, Object>> documents = Collections.synchronizedMap(new LinkedHashMap<>());

    ClientCollection(String name) {
        this.name = name;
    }

    /** The fields of a document; null if it is not there. */
    public Map<String, Object> get(String id) {
        return documents.get(id);
    }

    /** The ids of all documents. */
    public Set<String> ids() {
        synchronized (documents) {
            return Set.copyOf(documents.keySet());
        }
    }

    /** The fields of all documents. */
    public Collection<Map<String, Object>> all() {
        synchronized (documents) {
            return List.copyOf(documents.values());
        }
    }

    /** All documents by their ids, as they are now. */
    public Map<String, Map<String, Object>> documents() {
        synchronized (documents) {
            return new LinkedHashMap<>(documents);
        }
    }

    /** How many documents there are. */
    public int size() {
        return documents.size();
    }

    void clear() {
        documents.clear();
    }

    void added(Map<String, Object> message) {
        String id = id(message);
        if (documents.containsKey(id)) {
            throw new AssertionError("added for " + name + " " + id + ", which is there");
        }
        documents.put(id, apply(Map.of(), message));
    }

    void changed(Map<String, Object> message) {
        String id = id(message);
        if (!documents.containsKey(id)) {
            throw new AssertionError("changed for " + name + " " + id + ", which is not there");
        }
        if (!message.containsKey("fields") && !message.containsKey("cleared")) {
            throw new AssertionError("changed for " + name + " " + id + " without a change");
        }
        documents.put(id, apply(documents.get(id), message));
    }

    void removed(Map<String, Object> message) {
        if (documents.remove(id(message)) == null) {
            throw new AssertionError("removed for " + name + " " + id(message) + ", which is not there");
        }
    }

    private static String id(Map<String, Object> message) {
        String id = (String) message.get("id");
        return id.startsWith("-") ? id.substring(1) : id;
    }

    private static Map<String, Object> apply(Map<String, Object> before, Map<String, Object> message) {
        Map<String, Object> fields = new LinkedHashMap<>(before);
        if (message.get("fields") instanceof Map<?, ?> changed) {
            changed.forEach((field, value) -> fields.put((String) field, value));
        }
        if (message.get("cleared") instanceof List<?> cleared) {
            cleared.forEach(fields::remove);
        }
        return Collections.unmodifiableMap(fields);
    }

    @Override
    public String toString() {
        return name + documents;
    }
}

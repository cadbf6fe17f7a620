package io.ddp4ee.session;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.ddp4ee.message.Fields;

/** What a client is to be told of a document that it has. */
final class Difference {

    private final Map<String, String> changed = new LinkedHashMap<>();
    private final Set<String> cleared = new LinkedHashSet<>();

    void change(String field, String text) {
        cleared.remove(field);
        changed.put(field, text);
    }

    void clear(String field) {
        changed.remove(field);
        cleared.add(field);
    }

    Fields changed() {
        return Fields.of(changed);
    }

    List<String> cleared() {
        return List.copyOf(cleared);
    }
}

package io.ddp4ee.logs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;

import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.ejson.EjsonException;
import io.ddp4ee.ejson.Values;

/** A record as a document. */
record Shown(String id, Map<String, Object> fields) {

    /** What stands for those that had no room. */
    static Shown dropped(String id, String server, long count) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("server", server);
        fields.put("process", ProcessHandle.current().pid());
        fields.put("time", Instant.now());
        fields.put("level", Level.WARNING.getName());
        fields.put("levelValue", Level.WARNING.intValue());
        fields.put("logger", Shown.class.getPackageName());
        fields.put("message", count + " records are left out: more was logged than can be sent");
        fields.put("dropped", count);
        return new Shown(id, fields);
    }

    /** Roughly the characters that it takes. */
    int weight() {
        return fields.values().stream()
                .mapToInt(value -> value instanceof String text ? text.length() : 10)
                .sum();
    }

    static String print(List<Shown> all) {
        return Ejson.print(Values.of(
                all.stream().map(one -> List.of(one.id(), one.fields())).toList()));
    }

    /** @throws EjsonException if it is not what another server prints */
    static List<Shown> parse(String text) throws EjsonException {
        List<Shown> all = new ArrayList<>();
        for (Object one : (List<?>) new Ejson().parse(text)) {
            List<?> parts = (List<?>) one;
            Map<String, Object> fields = new LinkedHashMap<>();
            ((Map<?, ?>) parts.get(1)).forEach((name, value) -> fields.put((String) name, value));
            all.add(new Shown((String) parts.get(0), fields));
        }
        return all;
    }
}

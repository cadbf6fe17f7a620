package io.ddp4ee.binding;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ddp4ee.ejson.Binary;

/**
 * EJSON values as JSON-B expects them: a date as ISO-8601 text, bytes as an array of numbers, what JSON has no number for by its
 * name in Java.
 */
final class JsonbValues {

    private JsonbValues() {}

    static Object of(Object value) {
        if (value instanceof Instant instant) {
            return instant.toString();
        }
        if (value instanceof Binary binary) {
            return java.util.stream.IntStream.range(0, binary.bytes().length)
                    .mapToObj(i -> (Object) (long) binary.bytes()[i])
                    .toList();
        }
        if (value instanceof Double infNaN) {
            return infNaN.toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(JsonbValues::of).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put((String) name, of(member)));
            return members;
        }
        return value;
    }
}

package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.annotation.Nullable;

/** EJSON values for somebody who may change them, while others need them as they were sent. */
final class Copies {

    private Copies() {}

    static List<Object> of(List<?> values) {
        List<Object> copies = new ArrayList<>(values.size());
        values.forEach(value -> copies.add(of(value)));
        return copies;
    }

    @Nullable
    private static Object of(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return of(list);
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((name, member) -> copy.put(name, of(member)));
            return copy;
        }
        return value;
    }
}

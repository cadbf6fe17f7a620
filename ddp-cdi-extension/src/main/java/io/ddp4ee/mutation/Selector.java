package io.ddp4ee.mutation;

import java.math.BigDecimal;
import java.util.Map;

import jakarta.annotation.Nullable;

import io.ddp4ee.ejson.Custom;
import io.ddp4ee.ejson.CustomTypes;

/** Which document a client wants to write: nothing but an id, or an object of nothing else. */
final class Selector {

    private Selector() {}

    /** @return the document id; null if it is none */
    @Nullable
    static String id(@Nullable Object selector) {
        Object id = selector instanceof Map<?, ?> map && map.size() == 1 ? map.get("_id") : selector;
        return text(id);
    }

    /** Null if a value can be no document id. */
    @Nullable
    static String text(@Nullable Object id) {
        if (id instanceof String text) {
            return text;
        }
        if (id instanceof Custom custom && custom.type().equals(CustomTypes.OBJECT_ID)) {
            return String.valueOf(custom.json());
        }
        if (id instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return id instanceof Number ? id.toString() : null;
    }
}

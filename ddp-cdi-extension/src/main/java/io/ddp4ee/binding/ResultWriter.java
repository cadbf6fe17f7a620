package io.ddp4ee.binding;

import jakarta.json.bind.Jsonb;

import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.ejson.Values;

/** Writes what a method returned, or a handler published, as EJSON text. Safe for use by several threads. */
public final class ResultWriter {

    private final Jsonb jsonb;

    /** @param jsonb configured by {@link EjsonJsonb} */
    public ResultWriter(Jsonb jsonb) {
        this.jsonb = jsonb;
    }

    /** @throws RuntimeException if JSON-B cannot write the value */
    public String write(Object value) {
        if (value instanceof EjsonText ejson) {
            return ejson.text();
        }
        if (value == null || value instanceof String || value instanceof Boolean || value instanceof Integer) {
            return Ejson.print(Values.of(value));
        }
        return jsonb.toJson(value);
    }
}

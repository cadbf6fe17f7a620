package io.ddp4ee.binding;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import jakarta.json.bind.Jsonb;

import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.ejson.EjsonException;
import io.ddp4ee.ejson.Values;

/** Writes what a method returned, or a handler published, as EJSON text. Safe for use by several threads. */
public final class ResultWriter {

    private static final Pattern LARGE = Pattern.compile("\\d{16}");

    private final Jsonb jsonb;
    private final Ejson ejson = new Ejson();

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
        String text = jsonb.toJson(value);
        return LARGE.matcher(text).find() ? withLargeNumbersAsStrings(text) : text;
    }

    /** JSON-B implementations write a primitive {@code long} themselves, whatever serializers there are. */
    private String withLargeNumbersAsStrings(String text) {
        try {
            return Ejson.print(withLargeNumbersAsStrings(ejson.parse(text)));
        } catch (EjsonException e) {
            throw new IllegalStateException("JSON-B wrote no EJSON", e);
        }
    }

    private static Object withLargeNumbersAsStrings(Object value) {
        if (value instanceof Long number && EjsonJsonb.isLarge(BigInteger.valueOf(number))) {
            return number.toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ResultWriter::withLargeNumbersAsStrings).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put((String) name, withLargeNumbersAsStrings(member)));
            return members;
        }
        return value;
    }
}

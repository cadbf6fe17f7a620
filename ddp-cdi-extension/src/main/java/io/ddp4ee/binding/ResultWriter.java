package io.ddp4ee.binding;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.json.bind.Jsonb;

import io.ddp4ee.ejson.CustomTypes;
import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.ejson.EjsonException;
import io.ddp4ee.ejson.Numbers;
import io.ddp4ee.ejson.Values;

/**
 * Writes what a method returned, a handler published or an error tells as EJSON. JSON-B is for objects that are no EJSON
 * values themselves. Safe for use by several threads.
 */
public final class ResultWriter {

    private final Jsonb jsonb;
    private final CustomTypes customs;
    private final Ejson ejson = new Ejson();

    /** For an application without custom types. */
    public ResultWriter(Jsonb jsonb) {
        this(jsonb, CustomTypes.NONE);
    }

    /** @param jsonb configured by {@link EjsonJsonb} */
    public ResultWriter(Jsonb jsonb, CustomTypes customs) {
        this.jsonb = jsonb;
        this.customs = customs;
    }

    /** @throws RuntimeException if JSON-B cannot write the value */
    public String write(Object object) {
        return object instanceof EjsonText ejson ? ejson.text() : Ejson.print(value(object));
    }

    /**
     * The EJSON value of an object.
     *
     * @throws RuntimeException if JSON-B cannot write it
     */
    public Object value(Object object) {
        Object value = customs.toEjson(object);
        if (value instanceof Optional<?> optional) {
            return value(optional.orElse(null));
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put(name(name), value(member)));
            return members;
        }
        if (value instanceof Collection<?> collection) {
            List<Object> elements = new ArrayList<>(collection.size());
            collection.forEach(element -> elements.add(value(element)));
            return elements;
        }
        if (isPlain(value)) {
            return Numbers.safe(Values.of(value));
        }
        if (value instanceof char[] characters) {
            return new String(characters);
        }
        return value.getClass().isArray() ? elements(value) : byJsonb(value);
    }

    static String name(Object name) {
        return name instanceof Enum<?> constant ? constant.name() : String.valueOf(name);
    }

    private List<Object> elements(Object array) {
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            elements.add(value(Array.get(array, i)));
        }
        return elements;
    }

    private static boolean isPlain(Object value) {
        return value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Character
                || isNumber(value)
                || value instanceof Date
                || value instanceof byte[]
                || value instanceof UUID
                || Values.isOfEjson(value);
    }

    private static boolean isNumber(Object value) {
        return value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte
                || value instanceof Double
                || value instanceof Float
                || value instanceof BigInteger
                || value instanceof BigDecimal;
    }

    private Object byJsonb(Object value) {
        try {
            // JSON-B implementations write a primitive long themselves, whatever serializers there are.
            return Numbers.safe(ejson.parse(jsonb.toJson(value)));
        } catch (EjsonException e) {
            throw new IllegalStateException(
                    "JSON-B wrote no EJSON for a " + value.getClass().getName(), e);
        }
    }
}

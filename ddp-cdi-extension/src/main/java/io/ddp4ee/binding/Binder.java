package io.ddp4ee.binding;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbException;
import jakarta.json.bind.annotation.JsonbTypeAdapter;

import io.ddp4ee.ejson.Custom;
import io.ddp4ee.ejson.CustomTypes;
import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.ejson.EjsonException;

/** Converts EJSON values to the types of parameters. Safe for use by several threads. */
public final class Binder {

    private final Jsonb jsonb;
    private final Jsonb exact = EjsonJsonb.createExact();
    private final CustomTypes customs;
    private final Ejson ejson = new Ejson();

    /** For an application without custom types. */
    public Binder(Jsonb jsonb) {
        this(jsonb, CustomTypes.NONE);
    }

    public Binder(Jsonb jsonb, CustomTypes customs) {
        this.jsonb = jsonb;
        this.customs = customs;
    }

    /**
     * A value as a type wants it; null only for null.
     *
     * @throws MatchFailedException if it does not fit
     */
    public Object bind(Object value, Type type) {
        Class<?> raw = raw(type);
        if (raw == Optional.class) {
            return Optional.ofNullable(bind(value, argument(type, 0)));
        }
        if (value == null) {
            if (raw.isPrimitive()) {
                throw new MatchFailedException("null is no " + raw);
            }
            return null;
        }
        if (raw == Object.class) {
            return customs.toJavaWithin(value);
        }
        if (value instanceof Custom custom && customs.isOfApplication(custom)) {
            return custom(custom, raw);
        }
        if (raw == char[].class && value instanceof String text) {
            return text.toCharArray();
        }
        if (Scalars.knows(raw) && raw.getAnnotation(JsonbTypeAdapter.class) == null) {
            return Scalars.bind(value, raw);
        }
        if (raw.isArray() && raw.getComponentType() != byte.class) {
            Type element =
                    type instanceof GenericArrayType array ? array.getGenericComponentType() : raw.getComponentType();
            return array(list(value, raw), element);
        }
        if (raw == List.class || raw == Collection.class || raw == Iterable.class) {
            return elements(list(value, raw), argument(type, 0));
        }
        if (raw == Set.class) {
            return new LinkedHashSet<>(elements(list(value, raw), argument(type, 0)));
        }
        if (raw == Map.class) {
            return members(value, type);
        }
        return byJsonb(value, type);
    }

    /** The application's object, which fits or does not: what JSON makes of it is nothing that the client has sent. */
    private Object custom(Custom value, Class<?> type) {
        Object object;
        try {
            object = customs.toJava(value);
        } catch (RuntimeException e) {
            throw new MatchFailedException("A value of the EJSON type " + value.type() + " is refused by it", e);
        }
        if (type.isInstance(object)) {
            return object;
        }
        throw new MatchFailedException("A value of the EJSON type " + value.type() + " is no " + type.getSimpleName());
    }

    private static List<?> list(Object value, Class<?> type) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new MatchFailedException(Scalars.describe(value) + " is no " + type.getSimpleName());
    }

    private List<Object> elements(List<?> values, Type type) {
        List<Object> elements = new ArrayList<>();
        values.forEach(value -> elements.add(bind(value, type)));
        return elements;
    }

    private Object array(List<?> values, Type type) {
        Object array = java.lang.reflect.Array.newInstance(raw(type), values.size());
        for (int i = 0; i < values.size(); i++) {
            java.lang.reflect.Array.set(array, i, bind(values.get(i), type));
        }
        return array;
    }

    private Map<Object, Object> members(Object value, Type type) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new MatchFailedException(Scalars.describe(value) + " is no Map");
        }
        Map<Object, Object> members = new LinkedHashMap<>();
        map.forEach((name, member) -> members.put(bind(name, argument(type, 0)), bind(member, argument(type, 1))));
        return members;
    }

    /** What JSON-B reads from a value must write the value again, or it has lost or made up something on the way. */
    private Object byJsonb(Object value, Type type) {
        Object plain = JsonbValues.of(value);
        try {
            Object bound = jsonb.fromJson(Ejson.printLiteral(plain), type);
            Object again = ejson.parse(exact.toJson(bound));
            if (!RoundTrip.keeps(value, again)) {
                throw new MatchFailedException("A " + type.getTypeName() + " does not hold " + Scalars.describe(value));
            }
            return bound;
        } catch (JsonbException | EjsonException e) {
            throw new MatchFailedException(Scalars.describe(value) + " is no " + type.getTypeName(), e);
        }
    }

    private static Class<?> raw(Type type) {
        if (type instanceof Class<?> raw) {
            return raw;
        }
        if (type instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        }
        return type instanceof GenericArrayType array
                ? raw(array.getGenericComponentType()).arrayType()
                : Object.class;
    }

    private static Type argument(Type type, int index) {
        if (type instanceof ParameterizedType parameterized) {
            Type argument = parameterized.getActualTypeArguments()[index];
            return argument instanceof Class || argument instanceof ParameterizedType ? argument : upperBound(argument);
        }
        return Object.class;
    }

    private static Type upperBound(Type type) {
        return type instanceof java.lang.reflect.WildcardType wildcard
                ? Arrays.stream(wildcard.getUpperBounds()).findFirst().orElse(Object.class)
                : Object.class;
    }
}

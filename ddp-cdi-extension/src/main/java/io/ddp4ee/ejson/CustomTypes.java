package io.ddp4ee.ejson;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import jakarta.annotation.Nullable;

import io.ddp4ee.EjsonType;

/** The custom types of EJSON: Meteor's own one, and the application's. Safe for use by several threads. */
public final class CustomTypes implements CustomReader {

    /** Meteor's ObjectIDs, which every server knows. The application meets them as this only. */
    public static final String OBJECT_ID = "oid";

    public static final CustomTypes NONE = new CustomTypes(List.of());

    private static final Pattern OBJECT_ID_DIGITS = Pattern.compile("[0-9a-fA-F]{24}");

    /**
     * A type of the application.
     *
     * @param values the class of its values
     */
    public record Registered(String name, Class<?> values, EjsonType<?> type) {}

    private final Map<String, Registered> byName = new LinkedHashMap<>();
    private final Map<Class<?>, Registered> byClass = new LinkedHashMap<>();

    /** @param types no two of which have a name or a class in common */
    public CustomTypes(List<Registered> types) {
        for (Registered type : types) {
            byName.put(type.name(), type);
            byClass.put(type.values(), type);
        }
    }

    @Override
    public Custom read(String type, Object json) throws EjsonException {
        if (type.equals(OBJECT_ID)) {
            return objectId(json);
        }
        Custom custom = new Custom(type, json);
        if (!byName.containsKey(type)) {
            throw new EjsonException("Custom EJSON type " + type + " is not defined");
        }
        try {
            toJava(custom);
        } catch (RuntimeException e) {
            throw new EjsonException("No value of the custom EJSON type " + type, e);
        }
        return custom;
    }

    private static Custom objectId(Object json) throws EjsonException {
        if (json instanceof String text && OBJECT_ID_DIGITS.matcher(text).matches()) {
            return new Custom(OBJECT_ID, text.toLowerCase(Locale.ROOT));
        }
        throw new EjsonException("No ObjectID");
    }

    /** Whether the application has a class for values of this type. */
    public boolean isOfApplication(Custom custom) {
        return byName.containsKey(custom.type());
    }

    /** Whether every value of a class has a custom type. */
    public boolean has(Class<?> values) {
        return typeOf(values) != null;
    }

    /** The name of the custom type that values of a class have; null if they have none. */
    @Nullable
    public String nameOf(Class<?> values) {
        Registered type = typeOf(values);
        return type == null ? null : type.name();
    }

    /**
     * The application's own object for a value.
     *
     * @throws RuntimeException if its type refuses the value
     */
    public Object toJava(Custom custom) {
        Object value = byName.get(custom.type()).type().fromJson(custom.json());
        if (value == null) {
            throw new IllegalArgumentException("EjsonType.fromJson returned null");
        }
        return value;
    }

    /** A copy of a value, in which all of the application's types are its own objects. */
    public Object toJavaWithin(Object value) {
        if (value instanceof List<?> list) {
            List<Object> elements = new ArrayList<>(list.size());
            list.forEach(element -> elements.add(toJavaWithin(element)));
            return elements;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put((String) name, toJavaWithin(member)));
            return members;
        }
        return value instanceof Custom custom && isOfApplication(custom) ? toJava(custom) : value;
    }

    /** An object of a class with a custom type as EJSON's value; any other object as it is. */
    public Object toEjson(Object value) {
        Registered type = value == null || byClass.isEmpty() ? null : typeOf(value.getClass());
        return type == null ? value : new Custom(type.name(), json(type, value));
    }

    /** That of the nearest superclass, or else of an interface. */
    private Registered typeOf(Class<?> valueClass) {
        for (Class<?> type = valueClass; type != null; type = type.getSuperclass()) {
            Registered registered = byClass.get(type);
            if (registered != null) {
                return registered;
            }
        }
        return byClass.values().stream()
                .filter(type -> type.values().isAssignableFrom(valueClass))
                .findFirst()
                .orElse(null);
    }

    @SuppressWarnings("unchecked")
    private static Object json(Registered type, Object value) {
        return Numbers.safe(Values.of(((EjsonType<Object>) type.type()).toJson(value)));
    }
}

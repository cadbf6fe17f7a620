package io.ddp4ee.schema;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import jakarta.annotation.Nullable;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbTypeAdapter;

import io.ddp4ee.persistence.Platform;

/** What values of Java types are on the wire. Safe for use by several threads. */
public final class JavaTypes {

    private static final Set<Class<?>> WHOLE =
            Set.of(byte.class, Byte.class, short.class, Short.class, int.class, Integer.class);
    private static final Set<Class<?>> FLOATING = Set.of(float.class, Float.class, double.class, Double.class);
    private static final Set<Class<?>> LARGE =
            Set.of(long.class, Long.class, BigInteger.class, BigDecimal.class, Number.class);
    private static final Set<Class<?>> TEXTS =
            Set.of(char.class, Character.class, char[].class, UUID.class, java.net.URI.class, java.net.URL.class);
    private static final Set<Class<?>> DATES =
            Set.of(Instant.class, OffsetDateTime.class, ZonedDateTime.class, Date.class, Calendar.class);

    private final Function<Class<?>, String> customs;
    private final Function<Class<?>, String> collections;

    /**
     * @param customs the name of a class's EJSON type, or null
     * @param collections where a class's documents belong, or null
     */
    public JavaTypes(Function<Class<?>, String> customs, Function<Class<?>, String> collections) {
        this.customs = customs;
        this.collections = collections;
    }

    /** Of a parameter or a property, with what its annotations say; without, it may be null if its type allows that. */
    public Schema of(Type type, Annotations annotations) {
        return of(type, annotations, Set.of());
    }

    /** Of a value that is there. */
    public Schema of(Type type) {
        return of(type, Set.of());
    }

    /** Says of a value what its annotations do. */
    public static Schema constrained(Schema schema, Annotations annotations) {
        return Platform.HAS_VALIDATION ? Constraints.add(annotations, schema) : schema;
    }

    /** Whether annotations say that a value is never null. */
    public static boolean isNeverNull(Annotations annotations) {
        return Platform.HAS_VALIDATION && Constraints.forbidNull(annotations);
    }

    Schema of(Type type, Annotations annotations, Set<Class<?>> within) {
        JsonbTypeAdapter adapter = annotations.get(JsonbTypeAdapter.class);
        Schema schema = constrained(adapter == null ? of(type, within) : adapted(adapter), annotations);
        boolean never = (type instanceof Class<?> raw && raw.isPrimitive()) || isNeverNull(annotations);
        return never ? schema : schema.nullable();
    }

    /** @param within the classes whose properties are being described: one that has itself is not described twice */
    private Schema of(Type type, Set<Class<?>> within) {
        if (type instanceof GenericArrayType array) {
            return Schema.array(of(array.getGenericComponentType(), within));
        }
        if (type instanceof WildcardType wildcard) {
            return of(wildcard.getUpperBounds()[0], within);
        }
        if (type instanceof ParameterizedType parameterized) {
            return of((Class<?>) parameterized.getRawType(), parameterized.getActualTypeArguments(), within);
        }
        return type instanceof Class<?> raw ? of(raw, new Type[0], within) : Schema.ANY;
    }

    private Schema of(Class<?> raw, Type[] arguments, Set<Class<?>> within) {
        Type last = arguments.length == 0 ? Object.class : arguments[arguments.length - 1];
        if (raw == Optional.class) {
            return of(last, within).nullable();
        }
        if (CompletionStage.class.isAssignableFrom(raw)) {
            return of(last, within);
        }
        Schema scalar = scalar(raw);
        if (scalar != null) {
            return scalar;
        }
        if (Map.class.isAssignableFrom(raw)) {
            return Schema.map(of(last, within));
        }
        if (raw.isArray()) {
            return Schema.array(of(raw.getComponentType(), within));
        }
        if (Collection.class.isAssignableFrom(raw) || raw == Iterable.class) {
            return Schema.array(of(last, within));
        }
        // What stands in another object is written by JSON-B.
        String collection = within.isEmpty() ? collections.apply(raw) : null;
        return collection == null ? object(raw, within) : Schema.document(collection);
    }

    /** Of a class whose values have no parts; null for another. */
    @Nullable
    private Schema scalar(Class<?> raw) {
        String custom = customs.apply(raw);
        if (custom != null) {
            return Schema.of("custom").with("name", custom);
        }
        JsonbTypeAdapter adapter = raw.getAnnotation(JsonbTypeAdapter.class);
        if (adapter != null) {
            return adapted(adapter);
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return Schema.of("boolean");
        }
        if (raw == byte[].class) {
            return Schema.of("binary");
        }
        if (WHOLE.contains(raw)) {
            return Schema.of("integer");
        }
        if (FLOATING.contains(raw)) {
            return Schema.of(Schema.NUMBER);
        }
        if (LARGE.contains(raw)) {
            // One that a double does not hold is a text.
            return Schema.of(Schema.NUMBER, Schema.STRING);
        }
        if (DATES.stream().anyMatch(date -> date.isAssignableFrom(raw))) {
            return Schema.of("date");
        }
        if (raw.isEnum()) {
            return Schema.of(Schema.STRING)
                    .with(
                            "enum",
                            Arrays.stream(raw.getEnumConstants())
                                    .map(constant -> ((Enum<?>) constant).name())
                                    .toList());
        }
        boolean text = CharSequence.class.isAssignableFrom(raw)
                || TEXTS.contains(raw)
                || raw.getPackageName().equals("java.time");
        return text ? Schema.of(Schema.STRING) : null;
    }

    /** What the adapter makes of a value. */
    public Schema adapted(JsonbTypeAdapter annotation) {
        for (Class<?> type = annotation.value(); type != null; type = type.getSuperclass()) {
            for (Type implemented : type.getGenericInterfaces()) {
                if (implemented instanceof ParameterizedType parameterized
                        && parameterized.getRawType() == JsonbAdapter.class) {
                    return of(parameterized.getActualTypeArguments()[1]);
                }
            }
        }
        return Schema.ANY;
    }

    private Schema object(Class<?> raw, Set<Class<?>> within) {
        boolean known = raw.getName().startsWith("java.") || raw.getName().startsWith("jakarta.");
        if (known || raw.isInterface() || within.contains(raw)) {
            return Schema.ANY;
        }
        Set<Class<?>> here = new LinkedHashSet<>(within);
        here.add(raw);
        Map<String, Schema> members = new LinkedHashMap<>();
        new Properties(raw).all().forEach((name, property) -> {
            Schema member = of(property.type(), Annotations.of(property.elements()), here);
            // JSON-B leaves out what is null.
            members.put(name, member.is("nullable") ? member.optional() : member);
        });
        return Schema.object(members);
    }
}

package io.ddp4ee.document;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Calendar;
import java.util.Collections;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import jakarta.annotation.Nullable;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.persistence.metamodel.Attribute;

import io.ddp4ee.ejson.Custom;
import io.ddp4ee.ejson.CustomTypes;
import io.ddp4ee.ejson.Ejson;
import io.ddp4ee.ejson.EjsonException;
import io.ddp4ee.ejson.Numbers;
import io.ddp4ee.ejson.Values;
import io.ddp4ee.persistence.Members;

/** What a value of an attribute is on the wire. */
final class ScalarWriters {

    private final Ejson ejson = new Ejson();
    private final Jsonb jsonb;
    private final CustomTypes customs;
    private final Function<Class<?>, ?> instances;

    /** Sent as texts, though they are numbers. */
    private final Set<String> texts = new ConcurrentSkipListSet<>();

    /** @param instances makes JSON-B adapters */
    ScalarWriters(Jsonb jsonb, CustomTypes customs, Function<Class<?>, ?> instances) {
        this.jsonb = jsonb;
        this.customs = customs;
        this.instances = instances;
    }

    /** For a computed value, of which no column is known: a number where nothing of it is lost. */
    Object write(Object value) {
        return NumberRange.holds(value) || customs.toEjson(value) instanceof Custom ? any(value) : text(value);
    }

    /** Whether the application says itself what values of a class are on the wire. */
    boolean isCustom(Class<?> type) {
        return customs.has(type);
    }

    UnaryOperator<Object> of(Attribute<?, ?> attribute, Class<?> type) {
        JsonbTypeAdapter adapter = Members.annotation(attribute, JsonbTypeAdapter.class)
                .orElseGet(() -> type.getAnnotation(JsonbTypeAdapter.class));
        return of(adapter, attribute, type);
    }

    /** Of the keys of a map, whose adapter is for its values. */
    UnaryOperator<Object> ofKeys(Attribute<?, ?> attribute, Class<?> type) {
        return of(type.getAnnotation(JsonbTypeAdapter.class), attribute, type);
    }

    private UnaryOperator<Object> of(@Nullable JsonbTypeAdapter adapter, Attribute<?, ?> attribute, Class<?> type) {
        if (adapter != null) {
            return adapted(adapter.value());
        }
        if (NumberRange.of(attribute, type).fitsNumber() || isCustom(type)) {
            return this::any;
        }
        texts.add(attribute.getDeclaringType().getJavaType().getName() + "." + attribute.getName());
        return ScalarWriters::text;
    }

    /** The attributes so far whose numbers JavaScript's may not hold, which are sent as texts. */
    Set<String> numbersAsTexts() {
        return Collections.unmodifiableSet(texts);
    }

    @SuppressWarnings("unchecked")
    private UnaryOperator<Object> adapted(Class<?> type) {
        JsonbAdapter<Object, Object> adapter = (JsonbAdapter<Object, Object>) instances.apply(type);
        return value -> {
            try {
                return any(adapter.adaptToJson(value));
            } catch (Exception e) {
                throw new DocumentException(type.getName() + " cannot adapt " + value, e);
            }
        };
    }

    private static Object text(Object value) {
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value);
    }

    private Object any(Object object) {
        Object value = customs.toEjson(object);
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        if (value instanceof ZonedDateTime time) {
            return time.toInstant();
        }
        if (value instanceof Calendar calendar) {
            return calendar.toInstant();
        }
        if (value instanceof char[] characters) {
            return new String(characters);
        }
        if ((value instanceof Temporal && !(value instanceof Instant)) || value instanceof TemporalAmount) {
            return value.toString();
        }
        if (isPlain(value)) {
            return Values.of(value);
        }
        return byJsonb(value);
    }

    private static boolean isPlain(Object value) {
        return value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Number
                || value instanceof java.util.Date
                || value instanceof byte[]
                || value instanceof UUID
                || value instanceof Character
                || Values.isOfEjson(value)
                || (value instanceof Enum<?> constant
                        && constant.getDeclaringClass().getAnnotation(JsonbTypeAdapter.class) == null);
    }

    /** A value class of the application, which a converter or the provider maps: JSON-B knows how it looks. */
    private Object byJsonb(Object value) {
        try {
            return Numbers.safe(ejson.parse(jsonb.toJson(value)));
        } catch (EjsonException e) {
            throw new IllegalStateException(
                    "JSON-B wrote no EJSON for a " + value.getClass().getName(), e);
        }
    }
}

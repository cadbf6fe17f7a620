package io.ddp4ee.mutation;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.function.Function;

import jakarta.annotation.Nullable;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.persistence.metamodel.Attribute;

import io.ddp4ee.binding.Binder;
import io.ddp4ee.binding.MatchFailedException;
import io.ddp4ee.persistence.Members;

/** From EJSON values to the values of attributes, the way back from what documents have of them. */
final class ValueBinder {

    private final Binder binder;
    private final Function<Class<?>, ?> instances;

    /** @param instances makes JSON-B adapters */
    ValueBinder(Binder binder, Function<Class<?>, ?> instances) {
        this.binder = binder;
        this.instances = instances;
    }

    /** A copy of a value that a client has sent, as the application sees it. */
    Object forApplication(@Nullable Object value) {
        return binder.bind(value, Object.class);
    }

    /**
     * The value of an attribute, or of its elements.
     *
     * @throws MatchFailedException if it does not fit
     */
    Object bind(@Nullable Object value, Attribute<?, ?> attribute, Class<?> type) {
        return bind(value, attribute, type, adapter(attribute, type));
    }

    /** The key of an entry of a map, whose adapter is for its values. */
    Object bindKey(Object value, Attribute<?, ?> attribute, Class<?> type) {
        return bind(value, attribute, type, ((AnnotatedElement) type).getAnnotation(JsonbTypeAdapter.class));
    }

    private Object bind(
            @Nullable Object value, Attribute<?, ?> attribute, Class<?> type, @Nullable JsonbTypeAdapter adapter) {
        if (adapter != null && value != null) {
            return adapted(value, adapter.value());
        }
        return binder.bind(value, attribute.isCollection() ? type : generic(attribute, type));
    }

    /** What documents have the values by, instead of their type; null if nothing does. */
    @Nullable
    static JsonbTypeAdapter adapter(Attribute<?, ?> attribute, Class<?> type) {
        return Members.annotation(attribute, JsonbTypeAdapter.class)
                .orElseGet(() -> ((AnnotatedElement) type).getAnnotation(JsonbTypeAdapter.class));
    }

    /** A converter's type may have arguments, which the metamodel does not tell. */
    private static Type generic(Attribute<?, ?> attribute, Class<?> type) {
        Member member = attribute.getJavaMember();
        Type declared = member instanceof Field field
                ? field.getGenericType()
                : member instanceof Method method ? method.getGenericReturnType() : type;
        return declared instanceof ParameterizedType ? declared : type;
    }

    @SuppressWarnings("unchecked")
    private Object adapted(Object value, Class<?> type) {
        JsonbAdapter<Object, Object> adapter = (JsonbAdapter<Object, Object>) instances.apply(type);
        try {
            return adapter.adaptFromJson(binder.bind(value, jsonType(type)));
        } catch (MatchFailedException e) {
            throw e;
        } catch (Exception e) {
            throw new MatchFailedException(type.getName() + " does not read a value of a client: " + e);
        }
    }

    /** What an adapter reads; its method has it, unless that is only the bridge of a generic superclass. */
    private static Class<?> jsonType(Class<?> adapter) {
        for (Class<?> declaring = adapter; declaring != null; declaring = declaring.getSuperclass()) {
            for (Method method : declaring.getDeclaredMethods()) {
                if (method.getName().equals("adaptFromJson") && !method.isBridge()) {
                    return method.getParameterTypes()[0];
                }
            }
        }
        return Object.class;
    }
}

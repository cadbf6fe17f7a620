package io.ddp4ee.mutation;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.metamodel.Attribute;

import io.ddp4ee.binding.MatchFailedException;

/**
 * The value of an attribute in an object. Read and written by the class's own accessors; else by those that a provider has
 * woven into the class, since it would not notice what is written past them; else where it stands.
 */
final class Property {

    private final Object target;
    private final Attribute<?, ?> attribute;

    Property(Object target, Attribute<?, ?> attribute) {
        this.target = target;
        this.attribute = attribute;
    }

    Object read() throws Exception {
        String capitalised = capitalised();
        for (String name : List.of(
                "get" + capitalised,
                "is" + capitalised,
                "_persistence_get_" + attribute.getName(),
                "$$_hibernate_read_" + attribute.getName())) {
            Method getter = method(name);
            if (getter != null && isOfAttribute(getter.getReturnType())) {
                return invoke(getter);
            }
        }
        return field().get(target);
    }

    void write(Object value) throws Exception {
        for (String name : List.of(
                "set" + capitalised(),
                "_persistence_set_" + attribute.getName(),
                "$$_hibernate_write_" + attribute.getName())) {
            Method setter = method(name, attribute.getJavaType());
            if (setter != null) {
                invoke(setter, value);
                return;
            }
        }
        field().set(target, value);
    }

    private String capitalised() {
        String name = attribute.getName();
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private boolean isOfAttribute(Class<?> type) {
        return attribute.getJavaType().isAssignableFrom(type) || type.isAssignableFrom(attribute.getJavaType());
    }

    /** Null if the object has none that takes these. */
    private Method method(String name, Class<?>... parameters) {
        for (Class<?> type : types()) {
            try {
                Method method = type.getDeclaredMethod(name, parameters);
                if (!Modifier.isStatic(method.getModifiers()) && method.trySetAccessible()) {
                    return method;
                }
            } catch (NoSuchMethodException e) {
                // Perhaps the superclass has it.
            }
        }
        return null;
    }

    private Field field() {
        for (Class<?> type : types()) {
            try {
                Field field = type.getDeclaredField(attribute.getName());
                field.setAccessible(true);
                return field;
            } catch (NoSuchFieldException e) {
                // Perhaps the superclass has it.
            }
        }
        throw new IllegalStateException(target.getClass().getName() + " has neither a setter nor a field of the name "
                + attribute.getName() + ": add one, so that clients can write it");
    }

    private List<Class<?>> types() {
        List<Class<?>> types = new ArrayList<>();
        for (Class<?> type = target.getClass(); type != Object.class; type = type.getSuperclass()) {
            types.add(type);
        }
        return types;
    }

    private Object invoke(Method method, Object... arguments) throws Exception {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException) {
                throw new MatchFailedException(method + " refuses a value of a client: " + e.getCause());
            }
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}

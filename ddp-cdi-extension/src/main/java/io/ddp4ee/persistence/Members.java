package io.ddp4ee.persistence;

import java.lang.annotation.Annotation;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.Nullable;
import jakarta.persistence.metamodel.Attribute;

/** The Java members behind attributes: their annotations, wherever they stand, and their values. */
public final class Members {

    private Members() {}

    /** An annotation on the field or on the getter, whichever of the two the mapping uses. */
    public static <A extends Annotation> Optional<A> annotation(Attribute<?, ?> attribute, Class<A> type) {
        Member member = attribute.getJavaMember();
        A found = member instanceof AccessibleObject object ? object.getAnnotation(type) : null;
        if (found == null && member instanceof Field) {
            Method getter = getter(member.getDeclaringClass(), attribute.getName());
            found = getter == null ? null : getter.getAnnotation(type);
        } else if (found == null && member instanceof Method) {
            Field field = field(member.getDeclaringClass(), attribute.getName());
            found = field == null ? null : field.getAnnotation(type);
        }
        return Optional.ofNullable(found);
    }

    private static Method getter(Class<?> type, String property) {
        String capitalised = Character.toUpperCase(property.charAt(0)) + property.substring(1);
        for (String name : new String[] {"get" + capitalised, "is" + capitalised, property}) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.getName().equals(name) && method.getParameterCount() == 0) {
                    return method;
                }
            }
        }
        return null;
    }

    private static Field field(Class<?> type, String name) {
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        return null;
    }

    /** The value of an attribute of an object; also of key classes, which mirror an entity's attributes by name. */
    @Nullable
    public static Object get(Object target, String attribute) {
        try {
            Field field = field(target.getClass(), attribute);
            if (field != null) {
                field.setAccessible(true);
                return field.get(target);
            }
            Method getter = getter(target.getClass(), attribute);
            if (getter != null) {
                getter.setAccessible(true);
                return getter.invoke(target);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "Cannot read " + attribute + " of a " + target.getClass().getName(), e);
        }
        throw new IllegalStateException(target.getClass().getName() + " has no attribute " + attribute);
    }

    /** Likewise through embeddables; null if one of them is. */
    static Object get(Object target, List<String> path) {
        Object value = target;
        for (String attribute : path) {
            value = value == null ? null : get(value, attribute);
        }
        return value;
    }

    static Class<?> typeOf(Class<?> type, String attribute) {
        Field field = field(type, attribute);
        if (field == null) {
            throw new IllegalStateException(type.getName() + " has no field " + attribute);
        }
        return field.getType();
    }

    /** Sets an attribute of a key class, or of an entity that is not persistent yet. */
    public static void set(Object target, String attribute, Object value) {
        Field field = field(target.getClass(), attribute);
        if (field == null) {
            throw new IllegalStateException(
                    target.getClass().getName() + " has no field " + attribute
                            + ": a composite key that is received from a client needs one, and so has an attribute with @RandomId");
        }
        try {
            field.setAccessible(true);
            field.set(target, value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "Cannot set " + attribute + " of a " + target.getClass().getName(), e);
        }
    }
}

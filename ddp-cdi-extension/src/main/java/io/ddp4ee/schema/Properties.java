package io.ddp4ee.schema;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTransient;

/** The properties of a class as JSON-B sees them: public fields, getters, setters, components of a record. */
final class Properties {

    /** @param elements where its annotations stand */
    record Property(Type type, List<AnnotatedElement> elements) {}

    private final Map<String, Property> byJavaName = new TreeMap<>();

    Properties(Class<?> type) {
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                add(component.getName(), component.getGenericType(), component);
                add(component.getName(), component.getGenericType(), component.getAccessor());
            }
        } else {
            for (Method method : type.getMethods()) {
                if (!Modifier.isStatic(method.getModifiers()) && method.getDeclaringClass() != Object.class) {
                    addAccessor(method);
                }
            }
        }
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                addField(field);
            }
        }
    }

    private void addAccessor(Method method) {
        String name = method.getName();
        boolean isVoid = method.getReturnType() == void.class;
        if (method.getParameterCount() == 0 && !isVoid && name.startsWith("get") && name.length() > 3) {
            add(property(name, 3), method.getGenericReturnType(), method);
        } else if (method.getParameterCount() == 0
                && method.getReturnType() == boolean.class
                && name.startsWith("is")) {
            add(property(name, 2), method.getGenericReturnType(), method);
        } else if (method.getParameterCount() == 1 && isVoid && name.startsWith("set") && name.length() > 3) {
            add(property(name, 3), method.getGenericParameterTypes()[0], method);
        }
    }

    private static String property(String method, int prefix) {
        return Character.toLowerCase(method.charAt(prefix)) + method.substring(prefix + 1);
    }

    /** One that is not public only says something of a property that there is otherwise. */
    private void addField(Field field) {
        boolean counts = Modifier.isPublic(field.getModifiers())
                && !Modifier.isStatic(field.getModifiers())
                && !Modifier.isTransient(field.getModifiers());
        if (counts || byJavaName.containsKey(field.getName())) {
            add(field.getName(), field.getGenericType(), field);
        }
    }

    private void add(String name, Type type, AnnotatedElement element) {
        byJavaName
                .computeIfAbsent(name, absent -> new Property(type, new ArrayList<>()))
                .elements()
                .add(element);
    }

    /** By their names on the wire. */
    Map<String, Property> all() {
        Map<String, Property> all = new TreeMap<>();
        byJavaName.forEach((name, property) -> {
            Annotations annotations = Annotations.of(property.elements());
            if (!annotations.has(JsonbTransient.class)) {
                JsonbProperty named = annotations.get(JsonbProperty.class);
                all.put(named == null || named.value().isEmpty() ? name : named.value(), property);
            }
        });
        return all;
    }
}

package io.ddp4ee;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies what one document is put with, as far as Java tells how: objects that JSON-B writes stay what they are. */
final class DocumentCopy {

    private DocumentCopy() {}

    /** Whether it may be written as a JSON object; what JSON-B makes of an object, only JSON-B knows. */
    static boolean isObject(Object fields) {
        return !(fields == null
                || fields instanceof CharSequence
                || fields instanceof Number
                || fields instanceof Boolean
                || fields instanceof Character
                || fields instanceof Enum
                || fields instanceof Date
                || fields instanceof Collection
                || fields.getClass().isArray());
    }

    static String nameOf(Object fields) {
        return fields == null ? "null" : "a " + fields.getClass().getName();
    }

    static Object of(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put(name, of(member)));
            return members;
        }
        if (value instanceof Collection<?> collection) {
            List<Object> elements = new ArrayList<>(collection.size());
            collection.forEach(element -> elements.add(of(element)));
            return elements;
        }
        if (value instanceof Date date) {
            return date.clone();
        }
        return value != null && value.getClass().isArray() ? array(value) : value;
    }

    private static Object array(Object array) {
        int length = Array.getLength(array);
        Class<?> component = array.getClass().getComponentType();
        // What is in an array of objects need not be what it was: a list may be copied into another.
        Object copy = Array.newInstance(component.isPrimitive() ? component : Object.class, length);
        if (component.isPrimitive()) {
            System.arraycopy(array, 0, copy, 0, length);
        } else {
            for (int i = 0; i < length; i++) {
                Array.set(copy, i, of(Array.get(array, i)));
            }
        }
        return copy;
    }
}

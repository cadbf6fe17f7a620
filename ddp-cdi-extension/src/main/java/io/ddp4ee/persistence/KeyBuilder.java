package io.ddp4ee.persistence;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes instances of key classes from the values of their columns. */
final class KeyBuilder {

    private KeyBuilder() {}

    /**
     * @param values of the parts
     * @throws IllegalStateException if the class does not let itself be made so
     */
    static Object build(Class<?> keyClass, List<KeyPart> parts, List<Object> values) {
        return build(keyClass, parts, values, 0);
    }

    /** @param depth how many names lead from the key to this object */
    private static Object build(Class<?> type, List<KeyPart> parts, List<Object> values, int depth) {
        Map<String, List<Integer>> indexes = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            indexes.computeIfAbsent(parts.get(i).members().get(depth), name -> new ArrayList<>())
                    .add(i);
        }
        Map<String, Object> members = new LinkedHashMap<>();
        indexes.forEach((name, of) -> {
            boolean isValue = parts.get(of.get(0)).members().size() == depth + 1;
            members.put(
                    name,
                    isValue
                            ? values.get(of.get(0))
                            : build(
                                    Members.typeOf(type, name),
                                    of.stream().map(parts::get).toList(),
                                    of.stream().map(values::get).toList(),
                                    depth + 1));
        });
        return type.isRecord() ? newRecord(type, members) : newObject(type, members);
    }

    private static Object newRecord(Class<?> type, Map<String, Object> members) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] arguments = Arrays.stream(components)
                .map(component -> members.get(component.getName()))
                .toArray();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return newInstance(type, types, arguments);
    }

    private static Object newObject(Class<?> type, Map<String, Object> members) {
        Object key = newInstance(type, new Class<?>[0], new Object[0]);
        members.forEach((name, value) -> Members.set(key, name, value));
        return key;
    }

    private static Object newInstance(Class<?> type, Class<?>[] types, Object[] arguments) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "The key class " + type.getName() + " needs a constructor without arguments", e);
        }
    }
}

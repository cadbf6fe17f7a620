package io.ddp4ee.mutation;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.annotation.Nullable;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.PluralAttribute;

import io.ddp4ee.document.DocumentField;
import io.ddp4ee.ejson.Values;

/** Documents have strings of numbers that JavaScript may not hold; for operators they are numbers all the same. */
final class Numeric {

    private Numeric() {}

    static Map<String, Object> members(Map<?, ?> members, Map<String, DocumentField> fields) {
        Map<String, Object> numeric = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            DocumentField field = fields.get(name);
            numeric.put(String.valueOf(name), field == null ? value : value(value, field));
        });
        return numeric;
    }

    private static Object value(@Nullable Object value, DocumentField field) {
        if (value instanceof List<?> list) {
            return list.stream().map(element -> element(element, field)).toList();
        }
        if (value instanceof Map<?, ?> map && !field.isObject()) {
            Map<String, Object> entries = new LinkedHashMap<>();
            map.forEach((name, entry) -> entries.put(String.valueOf(name), element(entry, field)));
            return entries;
        }
        return element(value, field);
    }

    private static Object element(@Nullable Object value, DocumentField field) {
        if (value instanceof Map<?, ?> map) {
            return members(map, field.members());
        }
        return value instanceof String text && Number.class.isAssignableFrom(type(field.attribute()))
                ? Values.of(new BigDecimal(text))
                : value;
    }

    private static Class<?> type(Attribute<?, ?> attribute) {
        Class<?> type = attribute instanceof PluralAttribute<?, ?, ?> plural
                ? plural.getElementType().getJavaType()
                : attribute.getJavaType();
        return type == long.class ? Long.class : type;
    }
}

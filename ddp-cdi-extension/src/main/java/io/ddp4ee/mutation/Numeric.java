package io.ddp4ee.mutation;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.annotation.Nullable;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.PluralAttribute;

import io.ddp4ee.document.DocumentField;
import io.ddp4ee.ejson.Numbers;
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

    /** What elements of a field are compared with: values, or conditions with such. */
    @Nullable
    static Object operand(@Nullable Object operand, @Nullable DocumentField field) {
        if (field == null) {
            return operand;
        }
        if (operand instanceof List<?> list) {
            return list.stream().map(element -> operand(element, field)).toList();
        }
        if (operand instanceof Map<?, ?> map) {
            Map<String, Object> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put(
                    String.valueOf(name), operand(member, field.members().getOrDefault(name, field))));
            return members;
        }
        BigDecimal number = operand instanceof String text && isNumber(field.attribute()) ? Numbers.read(text) : null;
        return number == null ? operand : Values.of(number);
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
        return value instanceof String text && isNumber(field.attribute()) ? Values.of(new BigDecimal(text)) : value;
    }

    /** Whether texts of it are numbers; what an adapter writes is a text of the application's. */
    private static boolean isNumber(Attribute<?, ?> attribute) {
        Class<?> type = type(attribute);
        return Number.class.isAssignableFrom(type) && ValueBinder.adapter(attribute, type) == null;
    }

    private static Class<?> type(Attribute<?, ?> attribute) {
        Class<?> type = attribute instanceof PluralAttribute<?, ?, ?> plural
                ? plural.getElementType().getJavaType()
                : attribute.getJavaType();
        return type == long.class ? Long.class : type;
    }
}

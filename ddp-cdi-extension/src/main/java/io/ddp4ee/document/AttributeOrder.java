package io.ddp4ee.document;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.ManagedType;

/** Attributes as the classes declare them, superclasses first: the metamodel's set has no order that could be relied on. */
final class AttributeOrder {

    private AttributeOrder() {}

    static List<Attribute<?, ?>> of(ManagedType<?> type) {
        List<String> declared = new ArrayList<>();
        for (Class<?> c = type.getJavaType(); c != null && c != Object.class; c = c.getSuperclass()) {
            List<String> own = new ArrayList<>();
            for (Field field : c.getDeclaredFields()) {
                own.add(field.getName());
            }
            declared.addAll(0, own);
        }
        List<Attribute<?, ?>> attributes = new ArrayList<>(type.getAttributes());
        attributes.sort(Comparator.<Attribute<?, ?>>comparingInt(attribute -> position(declared, attribute))
                .thenComparing(Attribute::getName));
        return attributes;
    }

    private static int position(List<String> declared, Attribute<?, ?> attribute) {
        int position = declared.indexOf(attribute.getName());
        return position < 0 ? Integer.MAX_VALUE : position;
    }
}

package io.ddp4ee.declaration;

import java.lang.reflect.Member;
import java.lang.reflect.Method;

import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedField;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceUnit;

/** Finds where a component injects persistence units. */
public final class UnitReferences {

    private UnitReferences() {}

    public static void find(AnnotatedType<?> type, Declarations declarations) {
        find(type, null, declarations);
        for (AnnotatedField<?> field : type.getFields()) {
            find(field, defaultName(field.getJavaMember(), field.getJavaMember().getName()), declarations);
        }
        for (AnnotatedMethod<?> method : type.getMethods()) {
            find(method, defaultName(method.getJavaMember(), property(method.getJavaMember())), declarations);
        }
    }

    private static void find(Annotated annotated, String defaultName, Declarations declarations) {
        for (PersistenceContext context : annotated.getAnnotations(PersistenceContext.class)) {
            add(context.unitName(), context.name(), defaultName, declarations);
        }
        for (PersistenceUnit unit : annotated.getAnnotations(PersistenceUnit.class)) {
            add(unit.unitName(), unit.name(), defaultName, declarations);
        }
    }

    private static void add(String unitName, String name, String defaultName, Declarations declarations) {
        String jndiName = name.isEmpty() ? defaultName : name;
        if (jndiName != null) {
            declarations.add(new UnitReference(unitName, jndiName));
        }
    }

    private static String defaultName(Member member, String property) {
        return member.getDeclaringClass().getName() + "/" + property;
    }

    private static String property(Method setter) {
        String name = setter.getName();
        return name.startsWith("set") && name.length() > 3
                ? Character.toLowerCase(name.charAt(3)) + name.substring(4)
                : name;
    }
}

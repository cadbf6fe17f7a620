package io.ddp4ee.matching.jpa;

import java.lang.annotation.Annotation;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.persistence.Convert;
import jakarta.persistence.Converts;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;

import io.ddp4ee.jpql.Path;
import io.ddp4ee.matching.Coding;
import io.ddp4ee.matching.Refusal.Reason;
import io.ddp4ee.matching.RefusedException;
import io.ddp4ee.matching.value.SqlType;
import io.ddp4ee.matching.value.SqlValues;
import io.ddp4ee.persistence.Members;

/** Whether what is written of an attribute leaves its values as they are, and its entity's rows all there. */
final class Mappings {

    private static final Map<Class<?>, Class<?>> BOXES = Map.of(
            boolean.class, Boolean.class,
            byte.class, Byte.class,
            short.class, Short.class,
            int.class, Integer.class,
            long.class, Long.class,
            float.class, Float.class,
            double.class, Double.class,
            char.class, Character.class);

    private static final List<String> PROVIDERS = List.of("org.hibernate.", "org.eclipse.persistence.");

    /** Those of the providers' annotations that change neither values nor which rows there are. */
    private static final Set<String> HARMLESS = Set.of(
            "BatchFetch",
            "BatchSize",
            "Cache",
            "Check",
            "ColumnDefault",
            "Comment",
            "CreationTimestamp",
            "DynamicInsert",
            "DynamicUpdate",
            "Fetch",
            "Index",
            "JoinFetch",
            "NaturalId",
            "OnDelete",
            "OptimisticLock",
            "OptimisticLocking",
            "PrivateOwned",
            "UpdateTimestamp");

    private Mappings() {}

    /** @throws RefusedException if a provider's own annotation or a converter has its part in it */
    static void checkPath(EntityType<?> root, Path path) {
        checkType(root);
        for (Attribute<?, ?> attribute : path.attributes()) {
            if (attribute.getJavaMember() instanceof AccessibleObject member) {
                checkElement(member, attribute.getName());
            }
            if (Path.elementType(attribute) instanceof ManagedType<?> managed) {
                checkType(managed);
            }
        }
    }

    /** Also its attributes: some of them say that rows are not there for everybody. */
    private static void checkType(ManagedType<?> type) {
        for (Class<?> c = type.getJavaType(); c != null && c != Object.class; c = c.getSuperclass()) {
            checkElement(c, c.getName());
        }
        for (Attribute<?, ?> attribute : type.getAttributes()) {
            if (attribute.getJavaMember() instanceof AccessibleObject member
                    && has(member, List.of("TenantId", "SoftDelete"))) {
                throw new RefusedException(Reason.CONVERSION, attribute.getName() + " decides who sees a row");
            }
        }
    }

    private static boolean has(AnnotatedElement element, List<String> names) {
        for (Annotation annotation : element.getAnnotations()) {
            if (names.contains(annotation.annotationType().getSimpleName())) {
                return true;
            }
        }
        return false;
    }

    private static void checkElement(AnnotatedElement element, String name) {
        for (Annotation annotation : element.getAnnotations()) {
            Class<?> type = annotation.annotationType();
            boolean isProviders = PROVIDERS.stream().anyMatch(type.getName()::startsWith);
            boolean isConverter = type == Convert.class || type == Converts.class;
            if (isConverter || (isProviders && !HARMLESS.contains(type.getSimpleName()))) {
                throw new RefusedException(Reason.CONVERSION, name + " has @" + type.getSimpleName());
            }
        }
    }

    /** @throws RefusedException if it is not known what the provider makes of the attribute's values */
    static Coding coding(Path path, SqlType type) {
        Attribute<?, ?> attribute = path.last();
        Class<?> javaType = path.type().getJavaType();
        if (javaType.isEnum()) {
            // Without the annotation a converter may apply to all of the type.
            EnumType enumType = Members.annotation(attribute, Enumerated.class)
                    .map(Enumerated::value)
                    .orElse(null);
            if (enumType == EnumType.STRING && type == SqlType.TEXT) {
                return Coding.NAME;
            }
            if (enumType == EnumType.ORDINAL && type.isInteger()) {
                return Coding.ORDINAL;
            }
        } else {
            SqlType expected = SqlValues.typeOf(BOXES.getOrDefault(javaType, javaType));
            if (expected == type) {
                return Coding.PLAIN;
            }
        }
        throw new RefusedException(
                Reason.CONVERSION, attribute.getName() + ", a " + javaType.getSimpleName() + " as a " + type);
    }
}

package io.ddp4ee.schema;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Objects;

import jakarta.annotation.Nullable;

/** Where annotations stand that say something of a value. */
@FunctionalInterface
public interface Annotations {

    /** Null if it is not there. */
    @Nullable
    <A extends Annotation> A get(Class<A> type);

    default boolean has(Class<? extends Annotation> type) {
        return get(type) != null;
    }

    /** The first of several members that has it, such as a field and its getter. */
    static Annotations of(List<? extends AnnotatedElement> elements) {
        return new Annotations() {
            @Override
            public <A extends Annotation> A get(Class<A> type) {
                return elements.stream()
                        .map(element -> element.getAnnotation(type))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
            }
        };
    }
}

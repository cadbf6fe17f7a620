package io.ddp4ee.declaration;

import java.lang.reflect.Member;
import java.lang.reflect.Type;

import jakarta.annotation.Nullable;
import jakarta.enterprise.inject.spi.Bean;

import io.ddp4ee.problem.Place;

/**
 * A custom type of EJSON.
 *
 * @param type by which the bean is known
 * @param values the class of the type's values
 * @param member what produces it; null if the bean's class is the type itself
 */
public record EjsonTypeDeclaration(
        Bean<?> bean, Type type, Class<?> values, @Nullable Member member) {

    String place() {
        return member == null ? bean.getBeanClass().getName() : Place.of(member);
    }

    /** Where the type's name is to be looked for. */
    public String placeOfName() {
        return member == null ? place() + ".name()" : place();
    }
}

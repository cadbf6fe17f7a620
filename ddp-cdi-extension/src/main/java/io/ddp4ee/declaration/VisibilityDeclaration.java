package io.ddp4ee.declaration;

import java.lang.reflect.Member;
import java.lang.reflect.Method;

import jakarta.enterprise.inject.spi.Bean;

import io.ddp4ee.problem.Place;

/**
 * A rule of visibility as the application declares it.
 *
 * @param entity as a method's annotation names it; of a field, {@code void.class}
 * @param member the producer field or method
 */
public record VisibilityDeclaration(Bean<?> bean, Class<?> entity, Member member) {

    public String place() {
        return Place.of(member);
    }

    public boolean isField() {
        return !(member instanceof Method);
    }
}

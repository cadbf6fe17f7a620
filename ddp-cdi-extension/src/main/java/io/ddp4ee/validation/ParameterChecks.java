package io.ddp4ee.validation;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Arrays;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.validation.Constraint;
import jakarta.validation.Valid;

import io.ddp4ee.persistence.Platform;

/** The checks of all methods that have constraints. */
public interface ParameterChecks {

    /** @param bean the class whose constraints count, those that it inherits included */
    ParameterCheck of(Class<?> bean, Method method);

    /**
     * Not every container validates the methods of beans, and of producers hardly one does. Here it is done everywhere: what
     * an interceptor would refuse never gets there.
     */
    static ParameterChecks in(BeanManager beanManager) {
        return Platform.HAS_VALIDATION ? BeanValidation.in(beanManager) : (bean, method) -> ParameterCheck.NONE;
    }

    /** Whether a method has constraints that nothing would check, because it is static or private. */
    static boolean areMissed(Method method) {
        return Platform.HAS_VALIDATION
                && (method.getModifiers() & (Modifier.STATIC | Modifier.PRIVATE)) != 0
                && Arrays.stream(method.getParameters())
                        .map(Parameter::getAnnotations)
                        .flatMap(Arrays::stream)
                        .map(Annotation::annotationType)
                        .anyMatch(type -> type == Valid.class || type.isAnnotationPresent(Constraint.class));
    }
}

package io.ddp4ee.declaration;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.inject.spi.Bean;

import io.ddp4ee.DdpMethod;
import io.ddp4ee.DdpSession;
import io.ddp4ee.problem.Place;
import io.ddp4ee.security.Access;

/**
 * A method as the application declares it.
 *
 * @param method as the bean's class declares or inherits it
 */
public record MethodDeclaration(Bean<?> bean, DdpMethod annotation, Method method, Access access) {

    /** By name, since a server need not have Jakarta Security. */
    private static final Set<String> GIVEN = Set.of(
            DdpSession.class.getName(), Principal.class.getName(), "jakarta.security.enterprise.SecurityContext");

    public String name() {
        return annotation.value().isEmpty() ? method.getName() : annotation.value();
    }

    public String place() {
        return Place.of(bean.getBeanClass(), method);
    }

    /** The parameters that callers fill. */
    public List<Parameter> parameters() {
        return Arrays.stream(method.getParameters())
                .filter(parameter -> !isGiven(parameter))
                .toList();
    }

    /** The types of these, as the bean's class knows them where a generic superclass leaves them open. */
    public List<Type> types() {
        return parameters().stream()
                .map(Parameter::getParameterizedType)
                .map(new TypeVariables(bean.getBeanClass())::resolve)
                .toList();
    }

    /** The type of its result, likewise. */
    public Type result() {
        return new TypeVariables(bean.getBeanClass()).resolve(method.getGenericReturnType());
    }

    /** Whether the server fills it. */
    public static boolean isGiven(Parameter parameter) {
        return GIVEN.contains(parameter.getType().getName());
    }
}

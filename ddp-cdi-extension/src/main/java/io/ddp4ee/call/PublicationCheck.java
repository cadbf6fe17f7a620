package io.ddp4ee.call;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Iterator;
import java.util.List;

import jakarta.annotation.Nullable;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

import io.ddp4ee.Param;
import io.ddp4ee.declaration.PublicationDeclaration;
import io.ddp4ee.validation.ParameterCheck;
import io.ddp4ee.validation.ParameterChecks;

/** Checks the constraints of a producer's parameters, of those that subscriptions fill. */
final class PublicationCheck {

    private final PublicationDeclaration declaration;
    private final Bean<?> declaring;
    private final BeanManager beanManager;
    private final ParameterCheck check;

    /** @param declaring the bean that has the producer; null for one that CDI does not tell of */
    PublicationCheck(
            PublicationDeclaration declaration,
            @Nullable Bean<?> declaring,
            BeanManager beanManager,
            ParameterChecks checks) {
        this.declaration = declaration;
        this.declaring = declaring;
        this.beanManager = beanManager;
        boolean possible = declaration.member() instanceof Method
                && declaring != null
                && declaring.getTypes().contains(declaring.getBeanClass());
        this.check =
                possible ? checks.of(declaring.getBeanClass(), (Method) declaration.member()) : ParameterCheck.NONE;
    }

    /** @param bound the values of the parameters that subscriptions fill */
    void check(List<Object> bound) {
        if (check != ParameterCheck.NONE) {
            check(declaring, bound);
        }
    }

    private <T> void check(Bean<T> bean, List<Object> bound) {
        Parameter[] parameters = ((Method) declaration.member()).getParameters();
        Object[] arguments = new Object[parameters.length];
        Iterator<Object> next = bound.iterator();
        for (int i = 0; i < parameters.length; i++) {
            arguments[i] = isParam(parameters, i) ? next.next() : null;
        }
        CreationalContext<T> context = beanManager.createCreationalContext(bean);
        try {
            Object reference = beanManager.getReference(bean, bean.getBeanClass(), context);
            check.check(reference, arguments, position -> position >= 0 && isParam(parameters, position));
        } finally {
            context.release();
        }
    }

    private static boolean isParam(Parameter[] parameters, int position) {
        return parameters[position].isAnnotationPresent(Param.class);
    }
}

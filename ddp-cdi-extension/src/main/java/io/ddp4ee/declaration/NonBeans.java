package io.ddp4ee.declaration;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;

import jakarta.decorator.Decorator;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Vetoed;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.interceptor.Interceptor;

import io.ddp4ee.DdpMethod;
import io.ddp4ee.Publication;
import io.ddp4ee.problem.Problems;

/** Finds declarations that CDI does not see, because their classes are no beans. */
public final class NonBeans {

    private static final Logger LOG = System.getLogger(NonBeans.class.getName());

    private final Set<Class<?>> beans;
    private final BeanManager beanManager;
    private final Problems problems;

    public NonBeans(Set<Class<?>> beans, BeanManager beanManager, Problems problems) {
        this.beans = beans;
        this.beanManager = beanManager;
        this.problems = problems;
    }

    public void check(Class<?> type) {
        if (beans.contains(type)) {
            return;
        }
        for (Method method : type.getDeclaredMethods()) {
            if (!method.isBridge() && !method.isSynthetic()) {
                checkMethod(type, method);
                checkPublication(type, method, method);
            }
        }
        for (Field field : type.getDeclaredFields()) {
            checkPublication(type, field, field);
        }
    }

    private void checkMethod(Class<?> type, Method method) {
        boolean inherited = beans.stream().anyMatch(type::isAssignableFrom);
        if (method.isAnnotationPresent(DdpMethod.class) && !inherited && !isAbstract(type)) {
            complain(
                    type,
                    type.getName() + " has @DdpMethod " + method.getName()
                            + ", but is not a CDI bean: add @ApplicationScoped to the class.");
        }
    }

    private void checkPublication(Class<?> type, Member member, AnnotatedElement annotated) {
        if (!annotated.isAnnotationPresent(Publication.class)) {
            return;
        }
        String what = type.getName() + " has @Publication " + member.getName();
        complain(
                type,
                isAbstract(type)
                        ? what + ", but is abstract, and subclasses inherit no producers: move it to a bean."
                        : what + ", but is not a CDI bean: add @ApplicationScoped to the class, and @Produces to the "
                                + (member instanceof Method ? "method." : "field."));
    }

    private static boolean isAbstract(Class<?> type) {
        return Modifier.isAbstract(type.getModifiers());
    }

    /** A class that would be a bean and is none was left out on purpose. */
    private void complain(Class<?> type, String message) {
        if (isLeftOut(type)) {
            LOG.log(
                    Level.WARNING,
                    "{0} is no bean here, so its publications and methods are not served",
                    type.getName());
        } else {
            problems.add(message);
        }
    }

    private boolean isLeftOut(Class<?> type) {
        boolean byPackage = type.getPackage() != null && type.getPackage().isAnnotationPresent(Vetoed.class);
        return byPackage
                || Arrays.stream(type.getAnnotations())
                        .map(Annotation::annotationType)
                        .anyMatch(this::saysWhetherItIsABean);
    }

    private boolean saysWhetherItIsABean(Class<? extends Annotation> annotation) {
        return annotation == Vetoed.class
                || annotation == Alternative.class
                || annotation == Decorator.class
                || annotation == Interceptor.class
                || beanManager.isScope(annotation)
                || beanManager.isStereotype(annotation);
    }
}

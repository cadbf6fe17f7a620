package io.ddp4ee.declaration;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

import io.ddp4ee.DdpMethod;
import io.ddp4ee.Param;
import io.ddp4ee.problem.Place;
import io.ddp4ee.problem.Problems;

/** Finds the methods of one bean, those included that its class inherits. */
public final class DdpMethods {

    private final BeanManager beanManager;
    private final Declarations declarations;
    private final Problems problems;

    public DdpMethods(BeanManager beanManager, Declarations declarations, Problems problems) {
        this.beanManager = beanManager;
        this.declarations = declarations;
        this.problems = problems;
    }

    public void find(Bean<?> bean, AnnotatedType<?> type) {
        List<Method> all = new ArrayList<>(
                type.getMethods().stream().map(AnnotatedMethod::getJavaMember).toList());
        for (AnnotatedMethod<?> method : type.getMethods()) {
            if (method.isAnnotationPresent(DdpMethod.class) && !isHidden(method.getJavaMember(), all)) {
                add(bean, type, method);
            }
        }
        for (Method method : type.getJavaClass().getMethods()) {
            if (method.isDefault() && method.isAnnotationPresent(DdpMethod.class) && !all.contains(method)) {
                all.add(method);
                add(bean, type, annotated(method));
            }
        }
    }

    /** Whether calls reach another method; annotations are not inherited by overrides. */
    private static boolean isHidden(Method method, List<Method> all) {
        return method.isBridge()
                || all.stream().anyMatch(other -> overrides(other, method) && !isVisibilityBridge(other));
    }

    private static boolean overrides(Method other, Method method) {
        return !Modifier.isPrivate(method.getModifiers())
                && other.getDeclaringClass() != method.getDeclaringClass()
                && method.getDeclaringClass().isAssignableFrom(other.getDeclaringClass())
                && other.getName().equals(method.getName())
                && Arrays.equals(other.getParameterTypes(), method.getParameterTypes());
    }

    /** Compilers make bridges also to methods of superclasses that are not public, and these override nothing. */
    private static boolean isVisibilityBridge(Method other) {
        return other.isBridge()
                && Arrays.stream(other.getDeclaringClass().getDeclaredMethods())
                        .noneMatch(method -> !method.isBridge()
                                && method.getName().equals(other.getName())
                                && method.getParameterCount() == other.getParameterCount());
    }

    private AnnotatedMethod<?> annotated(Method method) {
        return beanManager.createAnnotatedType(method.getDeclaringClass()).getMethods().stream()
                .filter(annotated -> annotated.getJavaMember().equals(method))
                .findFirst()
                .orElseThrow();
    }

    private void add(Bean<?> bean, AnnotatedType<?> type, AnnotatedMethod<?> method) {
        Method javaMethod = method.getJavaMember();
        if (!Modifier.isPublic(javaMethod.getModifiers()) || Modifier.isStatic(javaMethod.getModifiers())) {
            problems.add(Place.of(javaMethod) + " has @DdpMethod, but is not a public instance method: make it one.");
            return;
        }
        if (method.getParameters().stream().anyMatch(parameter -> parameter.isAnnotationPresent(Param.class))) {
            problems.add(Place.misplacedParam(javaMethod));
        }
        Class<?> declaring = javaMethod.getDeclaringClass();
        Annotated declaringType = declaring == type.getJavaClass() ? type : beanManager.createAnnotatedType(declaring);
        declarations.add(new MethodDeclaration(
                bean, method.getAnnotation(DdpMethod.class), javaMethod, AccessRules.of(method, declaringType, type)));
    }
}

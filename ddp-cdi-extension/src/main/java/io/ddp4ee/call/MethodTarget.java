package io.ddp4ee.call;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

import io.ddp4ee.DdpSession;
import io.ddp4ee.binding.Arguments;
import io.ddp4ee.container.RequestScope;
import io.ddp4ee.declaration.MethodDeclaration;
import io.ddp4ee.method.MethodDefinition;
import io.ddp4ee.problem.DeploymentRefusedException;
import io.ddp4ee.validation.ParameterCheck;
import io.ddp4ee.validation.ParameterChecks;

/** Calls a method of a bean as the container would, so that its interceptors apply. */
final class MethodTarget implements MethodDefinition.Target {

    private final MethodDeclaration declaration;
    private final Arguments arguments;
    private final BeanManager beanManager;
    private final CurrentCall currentCall;
    private final RequestScope requestScope;
    private final EntityResults results;
    private final ParameterCheck check;
    private final Type view;
    private final Method method;

    MethodTarget(
            MethodDeclaration declaration,
            Arguments arguments,
            BeanManager beanManager,
            CurrentCall currentCall,
            RequestScope requestScope,
            EntityResults results,
            ParameterChecks checks) {
        this.declaration = declaration;
        this.arguments = arguments;
        this.beanManager = beanManager;
        this.currentCall = currentCall;
        this.requestScope = requestScope;
        this.results = results;
        this.view = view(declaration);
        this.method = methodOf(view, declaration.method());
        // A public method of a class that is not, too.
        this.method.trySetAccessible();
        this.check = checks.of(declaration.bean().getBeanClass(), declaration.method());
    }

    /** A session bean may be seen through an interface only, and then the method is the interface's. */
    private static Type view(MethodDeclaration declaration) {
        Class<?> declaring = declaration.method().getDeclaringClass();
        for (Type type : declaration.bean().getTypes()) {
            if (declaring.isAssignableFrom(raw(type))) {
                return type;
            }
        }
        for (Type type : declaration.bean().getTypes()) {
            if (methodOf(type, declaration.method()) != null) {
                return type;
            }
        }
        throw new DeploymentRefusedException(declaration.place() + " has @DdpMethod, but no business interface of the"
                + " bean has the method: add it to one.");
    }

    private static Method methodOf(Type type, Method method) {
        try {
            return raw(type).getMethod(method.getName(), method.getParameterTypes());
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    private static Class<?> raw(Type type) {
        return (Class<?>) (type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type);
    }

    @Override
    public Object call(DdpSession session, List<Object> parameters) throws Exception {
        List<Object> bound = arguments.bind(parameters);
        Object[] all = all(session, bound);
        Object result = currentCall.within(session, List.of(), () -> requestScope.call(() -> invoke(all)));
        return method.getReturnType() == void.class ? MethodDefinition.NOTHING : results.of(result);
    }

    private Object[] all(DdpSession session, List<Object> bound) {
        List<Object> all = new ArrayList<>();
        Iterator<Object> next = bound.iterator();
        for (Parameter parameter : declaration.method().getParameters()) {
            all.add(MethodDeclaration.isGiven(parameter) ? given(parameter.getType(), session) : next.next());
        }
        return all.toArray();
    }

    private static Object given(Class<?> type, DdpSession session) {
        if (type == DdpSession.class) {
            return session;
        }
        return type == Principal.class ? session.principal() : new SessionSecurityContext(session);
    }

    private Object invoke(Object[] all) throws Exception {
        return invoke(declaration.bean(), all);
    }

    private <T> Object invoke(Bean<T> bean, Object[] all) throws Exception {
        CreationalContext<T> context = beanManager.createCreationalContext(bean);
        Object result = null;
        try {
            Object reference = beanManager.getReference(bean, view, context);
            if (declaration.method().getDeclaringClass().isInstance(reference)) {
                check.check(reference, all, position -> true);
            }
            result = method.invoke(reference, all);
            return result;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw (Error) e.getCause();
        } finally {
            // What the bean depends on is needed until its work is done.
            if (result instanceof CompletionStage<?> stage) {
                var unused = stage.whenComplete((done, failure) -> context.release());
            } else {
                context.release();
            }
        }
    }
}

package io.ddp4ee.accounts.login;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/** Injects as a container would: what was given, new ones of our classes, and neither observers nor beans of an application. */
final class Wiring {

    private final List<Object> beans = new ArrayList<>();

    Wiring(Object... given) throws ReflectiveOperationException {
        Collections.addAll(beans, given);
        for (Object bean : given) {
            inject(bean);
        }
    }

    <T> T get(Class<T> type) throws ReflectiveOperationException {
        for (Object bean : beans) {
            if (type.isInstance(bean)) {
                return type.cast(bean);
            }
        }
        if (type == Instance.class) {
            return stub(
                    type,
                    (proxy, method, arguments) ->
                            method.getName().equals("iterator") ? Collections.emptyIterator() : Stream.empty());
        }
        if (type.isInterface()) {
            return stub(type, (proxy, method, arguments) -> null);
        }
        T bean = type.getDeclaredConstructor().newInstance();
        beans.add(bean);
        inject(bean);
        return bean;
    }

    private void inject(Object bean) throws ReflectiveOperationException {
        for (Class<?> type = bean.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.isAnnotationPresent(Inject.class)) {
                    field.setAccessible(true);
                    field.set(bean, get(field.getType()));
                }
            }
        }
        for (Class<?> type = bean.getClass(); type != null; type = type.getSuperclass()) {
            for (var method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(PostConstruct.class)) {
                    method.setAccessible(true);
                    method.invoke(bean);
                }
            }
        }
    }

    static <T> T stub(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Wiring.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}

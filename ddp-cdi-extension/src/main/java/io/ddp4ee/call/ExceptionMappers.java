package io.ddp4ee.call;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

import io.ddp4ee.DdpException;
import io.ddp4ee.DdpExceptionMapper;
import io.ddp4ee.method.ErrorTranslator;
import io.ddp4ee.problem.Problems;

/** The application's mappers, by the exceptions that their classes name. */
public final class ExceptionMappers {

    private final Map<Class<?>, Mapper> mappers = new LinkedHashMap<>();
    private final BeanManager beanManager;

    /** @param type by which the bean is known as a mapper */
    private record Mapper(Bean<?> bean, Type type) {}

    /** @param beans among which they are */
    public ExceptionMappers(List<Bean<?>> beans, BeanManager beanManager, Problems problems) {
        this.beanManager = beanManager;
        Map<Class<?>, Set<Mapper>> found = new LinkedHashMap<>();
        for (Bean<?> bean : beans) {
            if (bean.getTypes().contains(DdpExceptionMapper.class)) {
                problems.add(bean.getBeanClass().getName() + " is a DdpExceptionMapper of no exception: let it be a"
                        + " DdpExceptionMapper<...> of the class that it maps.");
            }
            for (Type type : bean.getTypes()) {
                if (type instanceof ParameterizedType mapper
                        && mapper.getRawType() == DdpExceptionMapper.class
                        && mapper.getActualTypeArguments()[0] instanceof Class<?> exception) {
                    found.computeIfAbsent(exception, none -> new LinkedHashSet<>())
                            .add(new Mapper(bean, type));
                }
            }
        }
        found.forEach((exception, all) -> mappers.put(exception, selected(exception, all, problems)));
    }

    private Mapper selected(Class<?> exception, Set<Mapper> all, Problems problems) {
        try {
            Bean<?> selected =
                    beanManager.resolve(all.stream().map(Mapper::bean).collect(Collectors.toSet()));
            return all.stream()
                    .filter(mapper -> mapper.bean() == selected)
                    .findFirst()
                    .orElseThrow();
        } catch (AmbiguousResolutionException e) {
            problems.add("Exceptions of " + exception.getName() + " are translated by "
                    + all.stream()
                            .map(mapper -> mapper.bean().getBeanClass().getName())
                            .sorted()
                            .collect(Collectors.joining(" and "))
                    + ": remove one.");
            return all.iterator().next();
        }
    }

    /** What the mapper for the nearest superclass says; empty if there is none, or the server's own answer is nearer. */
    public Optional<DdpException> map(Throwable thrown) {
        for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
            Mapper mapper = mappers.get(type);
            if (mapper != null) {
                return Optional.ofNullable(map(mapper.bean(), mapper.type(), thrown));
            }
            if (ErrorTranslator.answers(type)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    @SuppressWarnings("unchecked")
    private <T> DdpException map(Bean<T> bean, Type type, Throwable thrown) {
        CreationalContext<T> context = beanManager.createCreationalContext(bean);
        try {
            return ((DdpExceptionMapper<Throwable>) beanManager.getReference(bean, type, context)).map(thrown);
        } finally {
            context.release();
        }
    }
}

package io.ddp4ee.extension;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

import io.ddp4ee.DdpException;
import io.ddp4ee.DdpExceptionMapper;

/** The application's mappers, by the exceptions that their classes name. */
final class ExceptionMappers {

    private final Map<Class<?>, Bean<?>> mappers = new LinkedHashMap<>();
    private final BeanManager beanManager;

    ExceptionMappers(BeanManager beanManager) {
        this.beanManager = beanManager;
        for (Bean<?> bean : beanManager.getBeans(Object.class, Any.Literal.INSTANCE)) {
            for (Type type : bean.getTypes()) {
                if (type instanceof ParameterizedType mapper
                        && mapper.getRawType() == DdpExceptionMapper.class
                        && mapper.getActualTypeArguments()[0] instanceof Class<?> exception) {
                    mappers.put(exception, bean);
                }
            }
        }
    }

    /** What the mapper for the nearest superclass says; empty if there is none. */
    @SuppressWarnings("unchecked")
    Optional<DdpException> map(Throwable thrown) {
        for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
            Bean<?> bean = mappers.get(type);
            if (bean != null) {
                DdpExceptionMapper<Throwable> mapper = (DdpExceptionMapper<Throwable>) beanManager.getReference(
                        bean, DdpExceptionMapper.class, beanManager.createCreationalContext(bean));
                return Optional.ofNullable(mapper.map(thrown));
            }
        }
        return Optional.empty();
    }
}

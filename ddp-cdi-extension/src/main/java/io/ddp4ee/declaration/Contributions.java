package io.ddp4ee.declaration;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;

import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.util.TypeLiteral;

import io.ddp4ee.DdpExceptionMapper;
import io.ddp4ee.RateLimit;
import io.ddp4ee.UserRoles;

/**
 * Beans that count by their type alone. They are found while CDI processes them: asked for later, by one of our own beans, a
 * container may not show those that are in another part of the application.
 */
final class Contributions {

    private static final Type LIMITS = new TypeLiteral<List<RateLimit>>() {}.getType();

    private Contributions() {}

    static boolean isOne(Bean<?> bean) {
        return bean.getTypes().stream().anyMatch(Contributions::isOne);
    }

    private static boolean isOne(Type type) {
        Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
        return type == RateLimit.class
                || type.equals(LIMITS)
                || raw == DdpExceptionMapper.class
                || type == UserRoles.class;
    }
}

package io.ddp4ee.declaration;

import java.lang.reflect.Member;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.Nullable;
import jakarta.enterprise.inject.spi.Bean;

import io.ddp4ee.EjsonType;
import io.ddp4ee.problem.Place;
import io.ddp4ee.problem.Problems;

/** Finds the beans that are custom types of EJSON. */
public final class EjsonTypeFinder {

    private static final Set<Class<?>> OF_EJSON = Set.of(
            Object.class,
            String.class,
            CharSequence.class,
            Boolean.class,
            Number.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            Instant.class,
            Date.class,
            byte[].class,
            Optional.class,
            Iterable.class,
            Collection.class,
            List.class,
            Set.class,
            Map.class);

    private final Declarations declarations;
    private final Problems problems;

    public EjsonTypeFinder(Declarations declarations, Problems problems) {
        this.declarations = declarations;
        this.problems = problems;
    }

    /** @param member what produces the bean; null if the bean is a class */
    public void find(Bean<?> bean, @Nullable Member member) {
        for (Type type : bean.getTypes()) {
            if (type == EjsonType.class
                    || (type instanceof ParameterizedType known && known.getRawType() == EjsonType.class)) {
                add(bean, type, member);
            }
        }
    }

    private void add(Bean<?> bean, Type type, Member member) {
        String place = member == null ? bean.getBeanClass().getName() : Place.of(member);
        Type values = type instanceof ParameterizedType known ? known.getActualTypeArguments()[0] : null;
        if (!(values instanceof Class<?> valueClass)) {
            problems.add(
                    place + " is an EjsonType of no class: let it be an EjsonType<...> of the class of its values.");
        } else if (OF_EJSON.contains(valueClass)) {
            problems.add(place + " is an EjsonType of " + valueClass.getTypeName()
                    + ", which EJSON has already: let it be of a class of the application.");
        } else {
            declarations.add(new EjsonTypeDeclaration(bean, type, valueClass, member));
        }
    }
}

package io.ddp4ee.extension;

import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.inject.spi.Bean;

import io.ddp4ee.Param;
import io.ddp4ee.Publication;
import io.ddp4ee.security.Access;

/**
 * A publication as the application declares it.
 *
 * @param member the producer field or method
 */
record PublicationDeclaration(Bean<?> bean, Publication publication, Member member, Access access) {

    String name() {
        return publication.value();
    }

    String place() {
        return Place.of(member);
    }

    boolean isField() {
        return !(member instanceof Method);
    }

    /** The producer's parameters that subscriptions fill. */
    List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        if (member instanceof Method method) {
            for (Parameter parameter : method.getParameters()) {
                if (parameter.isAnnotationPresent(Param.class)) {
                    parameters.add(parameter);
                }
            }
        }
        return parameters;
    }
}

package io.ddp4ee.declaration;

import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.inject.spi.Bean;

import io.ddp4ee.Param;
import io.ddp4ee.Publication;
import io.ddp4ee.problem.Place;
import io.ddp4ee.security.Access;

/**
 * A publication as the application declares it.
 *
 * @param member the producer field or method
 */
public record PublicationDeclaration(Bean<?> bean, Publication publication, Member member, Access access) {

    public String name() {
        return publication.value();
    }

    public String place() {
        return Place.of(member);
    }

    public boolean isField() {
        return !(member instanceof Method);
    }

    /** The producer's parameters that subscriptions fill. */
    public List<Parameter> parameters() {
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

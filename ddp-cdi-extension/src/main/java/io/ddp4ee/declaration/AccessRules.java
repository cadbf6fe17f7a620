package io.ddp4ee.declaration;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.spi.Annotated;

import io.ddp4ee.security.Access;

/** Reads the security annotations of a member, and of its class where it has none. */
final class AccessRules {

    private AccessRules() {}

    /**
     * The nearest of the member's, its class's and its bean's. A bean's class says nothing of inherited methods elsewhere in
     * the platform; here it does where nothing else is said, since a rule that somebody wrote had better hold.
     */
    static Access of(Annotated member, Annotated declaringType, Annotated beanType) {
        return Stream.of(member, declaringType, beanType)
                .map(AccessRules::of)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(Access.EVERYBODY);
    }

    private static Access of(Annotated annotated) {
        if (annotated.isAnnotationPresent(DenyAll.class)) {
            return new Access(false, Set.of());
        }
        if (annotated.isAnnotationPresent(PermitAll.class)) {
            return Access.EVERYBODY;
        }
        RolesAllowed roles = annotated.getAnnotation(RolesAllowed.class);
        return roles == null ? null : new Access(false, Set.of(roles.value()));
    }
}

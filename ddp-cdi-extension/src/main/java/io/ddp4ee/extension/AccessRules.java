package io.ddp4ee.extension;

import java.util.Set;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.spi.Annotated;

import io.ddp4ee.security.Access;

/** Reads the security annotations of a member, and of its class where it has none. */
final class AccessRules {

    private AccessRules() {}

    static Access of(Annotated member, Annotated type) {
        Access own = of(member);
        Access inherited = own == null ? of(type) : own;
        return inherited == null ? Access.EVERYBODY : inherited;
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

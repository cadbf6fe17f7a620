package io.ddp4ee.security;

import java.util.Set;

import io.ddp4ee.DdpSession;

/**
 * Who may call or subscribe, as {@code @RolesAllowed}, {@code @PermitAll} and {@code @DenyAll} declare it.
 *
 * @param everybody no role is needed
 * @param roles of which one is needed; empty and not for everybody is for nobody
 */
public record Access(boolean everybody, Set<String> roles) {

    public static final Access EVERYBODY = new Access(true, Set.of());

    public Access {
        roles = Set.copyOf(roles);
    }

    public boolean isGrantedTo(DdpSession session) {
        return everybody || roles.stream().anyMatch(session::isUserInRole);
    }
}

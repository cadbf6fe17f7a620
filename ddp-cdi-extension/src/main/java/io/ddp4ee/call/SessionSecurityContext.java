package io.ddp4ee.call;

import java.security.Principal;
import java.util.Set;

import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.ddp4ee.DdpSession;

/** The caller of a method, as Jakarta Security shows one: the user of the session. */
final class SessionSecurityContext implements SecurityContext {

    private final DdpSession session;

    SessionSecurityContext(DdpSession session) {
        this.session = session;
    }

    @Override
    public Principal getCallerPrincipal() {
        return session.principal();
    }

    @Override
    public <T extends Principal> Set<T> getPrincipalsByType(Class<T> type) {
        return type.isInstance(session.principal()) ? Set.of(type.cast(session.principal())) : Set.of();
    }

    @Override
    public boolean isCallerInRole(String role) {
        return session.isUserInRole(role);
    }

    /** There is no web resource whose constraints would be the container's here. */
    @Override
    public boolean hasAccessToWebResource(String resource, String... methods) {
        throw new UnsupportedOperationException("A DDP method has no web resources");
    }

    @Override
    public AuthenticationStatus authenticate(
            HttpServletRequest request, HttpServletResponse response, AuthenticationParameters parameters) {
        throw new UnsupportedOperationException("A DDP method cannot authenticate through HTTP");
    }
}

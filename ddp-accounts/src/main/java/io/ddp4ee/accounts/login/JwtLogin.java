package io.ddp4ee.accounts.login;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.ddp4ee.accounts.jwt.JwtCaller;
import io.ddp4ee.accounts.jwt.Jwts;

/** {@code {jwt}}, for an application that MicroProfile JWT is configured for. */
@ApplicationScoped
public class JwtLogin {

    private static final String JWT = "jwt";

    @Inject
    Jwts jwts;

    @Inject
    Refusals refusals;

    /** Empty if there is no token, or nothing to verify one by. */
    Optional<JwtCaller> login(Map<String, Object> options) {
        if (Match.isFalsy(options.get(JWT)) || !jwts.areConfigured()) {
            return Optional.empty();
        }
        if (Match.object(options, Set.of(JWT)).get(JWT) instanceof String token) {
            return Optional.of(jwts.callerOf(token).orElseThrow(() -> refusals.of("Invalid token")));
        }
        throw Match.failed();
    }
}

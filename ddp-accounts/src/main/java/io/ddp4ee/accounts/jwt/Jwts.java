package io.ddp4ee.accounts.jwt;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.ddp4ee.accounts.settings.Settings;

/**
 * Verifies tokens by what the application has configured for MicroProfile JWT. That has no API by which one could have a
 * token verified that did not come with a request; so this is done here, by jose4j, which the application brings.
 */
@ApplicationScoped
public class Jwts {

    private static final Logger LOG = System.getLogger(Jwts.class.getName());

    @Inject
    Settings settings;

    /** Made at the first token. Written under the lock, with one value. */
    @Nullable
    private volatile JoseVerifier verifier;

    public boolean areConfigured() {
        return new JwtSettings(settings).areThere();
    }

    /** Empty if the token is good for nothing; why is not for clients. */
    public Optional<JwtCaller> callerOf(String token) {
        try {
            return Optional.of(verifier().verify(token));
        } catch (JwtException e) {
            LOG.log(Level.DEBUG, "A token is refused: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    private JoseVerifier verifier() {
        JoseVerifier present = verifier;
        return present == null ? makeVerifier() : present;
    }

    private synchronized JoseVerifier makeVerifier() {
        if (verifier == null) {
            try {
                verifier = new JoseVerifier(new JwtSettings(settings));
            } catch (NoClassDefFoundError e) {
                throw new IllegalStateException(
                        JwtSettings.KEY + " is set, and jose4j is missing, which verifies tokens:"
                                + " add org.bitbucket.b_c:jose4j to the application.",
                        e);
            }
        }
        return verifier;
    }
}

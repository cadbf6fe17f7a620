package io.ddp4ee.accounts.jwt;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** Verifies by jose4j. Apart, because applications may not have it. Safe for use by several threads. */
final class JoseVerifier {

    /** Of what a user's id may have. */
    private static final int LONGEST = 200;

    private final String address;
    private final JwtConsumer consumer;

    JoseVerifier(JwtSettings settings) {
        address = settings.address().orElse("");
        List<String> algorithms = settings.algorithms();
        JwtConsumerBuilder builder = new JwtConsumerBuilder()
                .setVerificationKeyResolver(JoseKeys.of(settings))
                .setJwsAlgorithmConstraints(
                        new AlgorithmConstraints(ConstraintType.PERMIT, algorithms.toArray(String[]::new)))
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(settings.skewSeconds())
                .setExpectedIssuer(settings.issuer());
        settings.ageSeconds().ifPresent(age -> builder.setIssuedAtRestrictions(settings.skewSeconds(), age));
        List<String> audiences = settings.audiences();
        consumer = audiences.isEmpty()
                ? builder.setSkipDefaultAudienceValidation().build()
                : builder.setExpectedAudience(audiences.toArray(String[]::new)).build();
    }

    JwtCaller verify(String token) throws JwtException {
        try {
            JwtClaims claims = consumer.processToClaims(token);
            return new JwtCaller(
                    name(claims),
                    groups(claims),
                    Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis()));
        } catch (InvalidJwtException e) {
            requireKeys(e);
            // Not its message, which has the token.
            throw new JwtException("jose4j's errors are "
                    + e.getErrorDetails().stream()
                            .map(error -> error.getErrorCode())
                            .toList());
        } catch (MalformedClaimException e) {
            throw new JwtException("A claim is of another type");
        }
    }

    /** It is not the token's fault if the keys cannot be fetched. */
    private void requireKeys(InvalidJwtException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                throw new IllegalStateException(
                        JwtSettings.LOCATION + " is \"" + address
                                + "\", and keys cannot be fetched there: let it answer with a JWKS.",
                        cause);
            }
        }
    }

    /** As for a request with the token. */
    private static String name(JwtClaims claims) throws JwtException {
        return Stream.of("upn", "preferred_username", "sub")
                .map(claim -> Optional.ofNullable(claims.getClaimValueAsString(claim)))
                .flatMap(Optional::stream)
                .findFirst()
                .filter(name -> !name.isEmpty() && name.length() <= LONGEST && name.indexOf('\0') < 0)
                .orElseThrow(() -> new JwtException("It names nobody who could be a user"));
    }

    private static Set<String> groups(JwtClaims claims) throws MalformedClaimException {
        return claims.hasClaim("groups")
                ? claims.getStringListClaimValue("groups").stream().collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }
}

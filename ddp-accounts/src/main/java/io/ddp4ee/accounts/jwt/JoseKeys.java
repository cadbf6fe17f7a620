package io.ddp4ee.accounts.jwt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import org.jose4j.http.Get;
import org.jose4j.http.SimpleResponse;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;

/** The keys that tokens are verified by, in all that MicroProfile JWT lets one write them in. */
final class JoseKeys {

    private static final int PATIENCE_MS = 5000;

    private JoseKeys() {}

    static VerificationKeyResolver of(JwtSettings settings) {
        Optional<String> address = settings.address();
        return address.isPresent()
                ? fetched(address.get())
                : resolver(settings.key().strip());
    }

    /** Kept for as long as their server says, and fetched anew for a key that is not among them. */
    private static VerificationKeyResolver fetched(String address) {
        Get get = new Get();
        // Whoever logs in waits for it, and by default that could be for more than a minute.
        get.setConnectTimeout(PATIENCE_MS);
        get.setReadTimeout(PATIENCE_MS);
        get.setRetries(1);
        HttpsJwks keys = new HttpsJwks(address);
        keys.setSimpleHttpGet(location -> {
            SimpleResponse response = get.get(location);
            try {
                new JsonWebKeySet(response.getBody());
            } catch (JoseException e) {
                // Otherwise it would look like a mistake in the token.
                throw new IOException("What " + location + " answers is no JWKS", e);
            }
            return response;
        });
        return new HttpsJwksVerificationKeyResolver(keys);
    }

    private static VerificationKeyResolver resolver(String text) {
        try {
            if (text.startsWith("-----")) {
                PublicKey key = fromPem(text);
                return (signature, nesting) -> key;
            }
            String json = text.startsWith("{") ? text : decoded(text);
            return new JwksVerificationKeyResolver(
                    json.contains("\"keys\"")
                            ? new JsonWebKeySet(json).getJsonWebKeys()
                            : List.of(JsonWebKey.Factory.newJwk(json)));
        } catch (JoseException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "What " + JwtSettings.KEY + " or its location has is no public key: write it as PEM of X.509,"
                            + " JWK, JWKS, or Base64 of one of the latter.",
                    e);
        }
    }

    private static String decoded(String text) {
        String urlSafe = text.replace('+', '-').replace('/', '_').replaceAll("\\s", "");
        return new String(Base64.getUrlDecoder().decode(urlSafe), StandardCharsets.UTF_8);
    }

    private static PublicKey fromPem(String pem) throws GeneralSecurityException {
        byte[] encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
        }
    }
}

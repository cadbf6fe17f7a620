package io.ddp4ee.accounts.jwt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ddp4ee.accounts.settings.TestSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JwtsTest {

    private static final String KEY = "mp.jwt.verify.publickey";
    private static final PublicJsonWebKey RSA = rsa("r");
    private static final PublicJsonWebKey EC = ec();

    private final JwtClaims claims = new JwtClaims();

    @BeforeEach
    void claim() {
        claim(claims);
    }

    static void claim(JwtClaims claims) {
        claims.setIssuer("issuer");
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setSubject("anna");
    }

    static PublicJsonWebKey rsa(String id) {
        try {
            return named(RsaJwkGenerator.generateJwk(2048), id);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicJsonWebKey ec() {
        try {
            return named(EcJwkGenerator.generateJwk(EllipticCurves.P256), "e");
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicJsonWebKey named(PublicJsonWebKey key, String id) {
        key.setKeyId(id);
        return key;
    }

    private String signed(PublicJsonWebKey key, String algorithm) throws JoseException {
        return signed(claims, key, algorithm);
    }

    static String signed(JwtClaims claims, PublicJsonWebKey key, String algorithm) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(algorithm);
        return signature.getCompactSerialization();
    }

    private String signed() throws JoseException {
        return signed(RSA, "RS256");
    }

    static Jwts jwts(String... more) {
        String[] all = new String[more.length + 2];
        all[0] = "mp.jwt.verify.issuer";
        all[1] = "issuer";
        System.arraycopy(more, 0, all, 2, more.length);
        return configured(all);
    }

    @SuppressWarnings("UnnecessaryAssignment") // There is no container that would inject.
    private static Jwts configured(String... settings) {
        Jwts jwts = new Jwts();
        jwts.settings = TestSettings.of(settings);
        return jwts;
    }

    private static String pem(PublicJsonWebKey key) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key.getPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static String json(PublicJsonWebKey key) {
        return key.toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void key_isReadHoweverItIsWritten() throws Exception {
        String set = new JsonWebKeySet(EC, RSA).toJson(OutputControlLevel.PUBLIC_ONLY);
        for (String text : List.of(pem(RSA), json(RSA), set, base64(json(RSA)), base64(set))) {
            assertThat(jwts(KEY, text).callerOf(signed())).as(text).isPresent();
        }
        for (String text : List.of(pem(EC), json(EC), set)) {
            assertThat(jwts(KEY, text).callerOf(signed(EC, "ES256"))).as(text).isPresent();
        }
        assertThat(jwts(KEY, json(EC)).callerOf(signed())).isEmpty();
        assertThatThrownBy(() -> jwts(KEY, "abc").callerOf(signed())).hasMessageContaining("is no public key");
    }

    @Test
    void key_mayBeInAFile(@TempDir Path folder) throws IOException, JoseException {
        Path file = Files.writeString(folder.resolve("key.pem"), pem(RSA));
        assertThat(jwts(KEY + ".location", file.toUri().toString()).callerOf(signed()))
                .isPresent();
        assertThatThrownBy(() -> jwts(KEY + ".location", "nowhere.pem").callerOf(signed()))
                .hasMessageContaining("not on the class path");
    }

    @Test
    void nothingConfigured_isNoMistake_butAKeyWithoutIssuerIs() {
        assertThat(jwts().areConfigured()).isFalse();
        Jwts incomplete = configured(KEY, pem(RSA));
        assertThat(incomplete.areConfigured()).isTrue();
        assertThatThrownBy(() -> incomplete.callerOf(signed())).hasMessageContaining("mp.jwt.verify.issuer is missing");
    }

    @Test
    void caller_isNamedByTheFirstClaimThatIsThere() throws JoseException {
        Jwts jwts = jwts(KEY, pem(RSA));
        assertThat(jwts.callerOf(signed()).orElseThrow().name()).isEqualTo("anna");
        claims.setClaim("preferred_username", "Anna");
        assertThat(jwts.callerOf(signed()).orElseThrow().name()).isEqualTo("Anna");
        claims.setClaim("upn", "anna@example.org");
        assertThat(jwts.callerOf(signed()).orElseThrow().name()).isEqualTo("anna@example.org");
        claims.setClaim("upn", "a".repeat(201));
        assertThat(jwts.callerOf(signed())).isEmpty();
    }

    @Test
    void groups_areAList_orNone() throws JoseException {
        Jwts jwts = jwts(KEY, pem(RSA));
        assertThat(jwts.callerOf(signed()).orElseThrow().groups()).isEmpty();
        claims.setStringListClaim("groups", "a", "b", "a");
        assertThat(jwts.callerOf(signed()).orElseThrow().groups()).isEqualTo(Set.of("a", "b"));
        claims.setClaim("groups", Map.of("a", 1));
        assertThat(jwts.callerOf(signed())).isEmpty();
    }

    @Test
    void audience_isOneOfThoseConfigured_ifThereAreAny() throws JoseException {
        Jwts strict = jwts(KEY, pem(RSA), "mp.jwt.verify.audiences", "shop, office");
        assertThat(strict.callerOf(signed())).isEmpty();
        claims.setAudience("elsewhere");
        assertThat(strict.callerOf(signed())).isEmpty();
        assertThat(jwts(KEY, pem(RSA)).callerOf(signed())).isPresent();
        claims.setAudience("office", "elsewhere");
        assertThat(strict.callerOf(signed())).isPresent();
    }

    @Test
    void algorithm_isTheOneConfigured() throws JoseException {
        assertThat(jwts(KEY, pem(RSA)).callerOf(signed(RSA, "PS256"))).isEmpty();
        Jwts other = jwts(KEY, pem(RSA), KEY + ".algorithm", "PS256");
        assertThat(other.callerOf(signed(RSA, "PS256"))).isPresent();
        assertThat(other.callerOf(signed())).isEmpty();
    }

    @Test
    void times_areMeasuredAsConfigured() throws JoseException {
        NumericDate now = NumericDate.now();
        claims.setIssuedAt(NumericDate.fromSeconds(now.getValue() - 600));
        claims.setExpirationTime(NumericDate.fromSeconds(now.getValue() - 30));
        assertThat(jwts(KEY, pem(RSA)).callerOf(signed())).isEmpty();
        assertThat(jwts(KEY, pem(RSA), "mp.jwt.verify.clock.skew", "60").callerOf(signed()))
                .isPresent();

        claims.setExpirationTimeMinutesInTheFuture(5);
        assertThat(jwts(KEY, pem(RSA)).callerOf(signed())).isPresent();
        assertThat(jwts(KEY, pem(RSA), "mp.jwt.verify.token.age", "300").callerOf(signed()))
                .isEmpty();
        assertThatThrownBy(() ->
                        jwts(KEY, pem(RSA), "mp.jwt.verify.token.age", "soon").callerOf(signed()))
                .hasMessageContaining("let it be a number of seconds");
    }
}

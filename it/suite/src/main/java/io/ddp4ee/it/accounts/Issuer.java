package io.ddp4ee.it.accounts;

import java.util.Base64;
import java.util.List;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** Somebody who knows users and signs tokens for them. */
public final class Issuer {

    private static final int BITS = 2048;

    private final String name;
    private final RsaJsonWebKey key;

    public Issuer(String name) {
        this.name = name;
        try {
            key = RsaJwkGenerator.generateJwk(BITS);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
        key.setKeyId("a key");
    }

    /** By which an application verifies the tokens, in one line. */
    public String settings() {
        return "mp.jwt.verify.issuer=" + name + "\nmp.jwt.verify.publickey=-----BEGIN PUBLIC KEY-----"
                + Base64.getEncoder().encodeToString(key.getPublicKey().getEncoded()) + "-----END PUBLIC KEY-----";
    }

    /** What a token says. */
    public JwtClaims claims(String user, int minutes, String... groups) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(name);
        claims.setGeneratedJwtId();
        claims.setIssuedAt(NumericDate.now());
        claims.setExpirationTimeMinutesInTheFuture(minutes);
        claims.setSubject("42");
        claims.setClaim("upn", user);
        claims.setStringListClaim("groups", List.of(groups));
        return claims;
    }

    public String sign(JwtClaims claims) {
        return written(claims, signature -> {
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
            signature.setKey(key.getPrivateKey());
        });
    }

    /** Without a signature, which the token says itself. */
    public String leaveUnsigned(JwtClaims claims) {
        return written(claims, signature -> {
            signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        });
    }

    /** By the public key, as if it were a secret that both know. */
    public String signByWhatIsPublic(JwtClaims claims) {
        return written(claims, signature -> {
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
            signature.setKey(new HmacKey(key.getPublicKey().getEncoded()));
        });
    }

    private interface Signing {
        void prepare(JsonWebSignature signature);
    }

    private String written(JwtClaims claims, Signing signing) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setHeader("typ", "JWT");
        signature.setKeyIdHeaderValue(key.getKeyId());
        signing.prepare(signature);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}

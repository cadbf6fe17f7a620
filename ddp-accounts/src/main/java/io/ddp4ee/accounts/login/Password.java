package io.ddp4ee.accounts.login;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.annotation.Nullable;

import io.ddp4ee.DdpException;
import io.ddp4ee.accounts.token.Tokens;

/**
 * A password, or its digest, which is the same credential.
 *
 * @param plain null if the client has sent the digest
 */
record Password(@Nullable String plain, String digest) {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST = 256;

    static Password of(@Nullable Object value) {
        if (value instanceof String plain) {
            if (plain.isEmpty() || plain.length() > LONGEST) {
                throw Match.failed();
            }
            return new Password(plain, Tokens.digest(plain));
        }
        Map<String, Object> object = Match.object(value, Set.of("digest", "algorithm"));
        String digest = Match.text(object.get("digest"));
        if (!Match.text(object.get("algorithm")).equals("sha-256")) {
            throw new DdpException(500, "Internal server error");
        }
        if (!DIGEST.matcher(digest).matches()) {
            throw Match.failed();
        }
        return new Password(null, digest);
    }

    @Override
    public String toString() {
        return "Password";
    }
}

package io.ddp4ee.accounts.store;

import java.time.Instant;

/** A login token as its user is told it. */
public record IssuedToken(String token, Instant expiresAt) {

    /** Without the token. */
    @Override
    public String toString() {
        return "IssuedToken[" + expiresAt + "]";
    }
}

package io.ddp4ee.accounts.store;

import java.time.Instant;

/** A token that a user logs in by again; only its hash is kept. */
public class LoginToken {

    private String hash;
    private String userId;
    private Instant expiresAt;

    protected LoginToken() {}

    LoginToken(String hash, String userId, Instant expiresAt) {
        this.hash = hash;
        this.userId = userId;
        this.expiresAt = expiresAt;
    }

    public String getHash() {
        return hash;
    }

    public String getUserId() {
        return userId;
    }

    public Instant getExpiresAt() {
        return expiresAt;
    }
}

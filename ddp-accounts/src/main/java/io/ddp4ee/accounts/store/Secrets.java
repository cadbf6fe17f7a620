package io.ddp4ee.accounts.store;

import java.util.HashSet;
import java.util.Set;

import jakarta.annotation.Nullable;

/** What is never published of a user; an entity of its own, so that no mistake can. */
public class Secrets {

    private String userId;
    private String passwordHash;
    private String totpSecret;
    private boolean totpEnabled;

    /** Of the last code that was used, which none may be twice. */
    @SuppressWarnings("UnusedVariable") // A statement reads it.
    private long totpStep;

    private Set<String> roles = new HashSet<>();

    protected Secrets() {}

    Secrets(String userId) {
        this.userId = userId;
    }

    public String getUserId() {
        return userId;
    }

    /** Of the hexadecimal SHA-256 digest of the password, by bcrypt. */
    @Nullable
    public String getPasswordHash() {
        return passwordHash;
    }

    void setPasswordHash(String passwordHash) {
        this.passwordHash = passwordHash;
    }

    public Set<String> getRoles() {
        return roles;
    }

    /** In base 32. */
    @Nullable
    public String getTotpSecret() {
        return totpSecret;
    }

    void setTotpSecret(@Nullable String totpSecret) {
        this.totpSecret = totpSecret;
    }

    public boolean isTotpEnabled() {
        return totpEnabled;
    }

    void setTotpEnabled(boolean totpEnabled) {
        this.totpEnabled = totpEnabled;
    }
}

package io.ddp4ee.accounts.store;

import java.time.Instant;

import jakarta.annotation.Nullable;

import io.ddp4ee.accounts.MailKind;

/** A token that was sent to a user's address; only its hash is kept. */
public class MailToken {

    private String hash;
    private String userId;
    private String address;
    private MailKind purpose;
    private Instant expiresAt;

    protected MailToken() {}

    MailToken(String hash, String userId, String address, MailKind purpose, @Nullable Instant expiresAt) {
        this.hash = hash;
        this.userId = userId;
        this.address = address;
        this.purpose = purpose;
        this.expiresAt = expiresAt;
    }

    public String getHash() {
        return hash;
    }

    public MailKind getPurpose() {
        return purpose;
    }

    public String getUserId() {
        return userId;
    }

    public String getAddress() {
        return address;
    }

    /** Null for never. */
    public boolean isExpired(Instant now) {
        return expiresAt != null && expiresAt.isBefore(now);
    }
}

package io.ddp4ee.accounts.store;

import java.io.StringReader;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.annotation.Nullable;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;

/** A token that a user logs in by again; only its hash is kept. */
public class LoginToken {

    private String hash;
    private String userId;
    private Instant expiresAt;

    /** The text of a JSON array; null for none. */
    @Nullable
    private String roles;

    protected LoginToken() {}

    LoginToken(String hash, String userId, Instant expiresAt, Set<String> roles) {
        this.hash = hash;
        this.userId = userId;
        this.expiresAt = expiresAt;
        this.roles =
                roles.isEmpty() ? null : Json.createArrayBuilder(roles).build().toString();
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

    /** That the user has by this login, beside those that are the user's anyway. */
    public Set<String> getRoles() {
        if (roles == null) {
            return Set.of();
        }
        try (JsonReader reader = Json.createReader(new StringReader(roles))) {
            return reader.readArray().getValuesAs(JsonString::getString).stream()
                    .collect(Collectors.toUnmodifiableSet());
        }
    }
}

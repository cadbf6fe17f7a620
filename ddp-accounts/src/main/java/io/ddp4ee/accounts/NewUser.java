package io.ddp4ee.accounts;

import jakarta.annotation.Nullable;

/**
 * A user who is about to be.
 *
 * <pre>{@code
 * String userId = accounts.create(new NewUser("anna", "anna@example.org", null, null));
 * accounts.sendEnrollment(userId);
 * }</pre>
 *
 * @param username null for none; then there is an address
 * @param email null for none; then there is a name
 * @param digest of the password, as {@link DigestCredential#digest()}; null for none yet
 * @param profile the text of an EJSON object; null for none
 */
public record NewUser(
        @Nullable String username,
        @Nullable String email,
        @Nullable String digest,
        @Nullable String profile) {

    @Override
    public String toString() {
        return "NewUser[" + username + ", " + email + "]";
    }
}

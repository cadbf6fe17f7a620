package io.ddp4ee.accounts;

import jakarta.security.enterprise.credential.AbstractClearableCredential;

/**
 * A password of which only the SHA-256 digest is known, as Meteor's clients send it; what an {@code IdentityStore} validates
 * that knows such passwords. Of one that the client sent in plain the digest is made.
 *
 * <pre>{@code
 * @Override
 * public CredentialValidationResult validate(Credential credential) {
 *     if (!(credential instanceof DigestCredential digested)) {
 *         return CredentialValidationResult.NOT_VALIDATED_RESULT;
 *     }
 *     return members.byName(digested.name())
 *             .filter(member -> bcrypt.verify(digested.digest(), member.hash()))
 *             .map(member -> new CredentialValidationResult(member.id()))
 *             .orElse(CredentialValidationResult.INVALID_RESULT);
 * }
 * }</pre>
 *
 * <p>The method to override is that of {@code Credential}: what the interface does by itself with other classes fails where
 * two applications of a server have this one.
 */
public class DigestCredential extends AbstractClearableCredential {

    /**
     * What a client knows a user by.
     *
     * <pre>{@code
     * Member member = digested.by() == By.EMAIL ? members.byAddress(digested.name()) : members.byName(digested.name());
     * }</pre>
     */
    public enum By {
        /** The user's id. */
        ID,
        /** The user's name. */
        USERNAME,
        /** An address of the user. */
        EMAIL
    }

    private final By by;
    private final String name;
    private String digest;

    /** Of the user that is known by a name, with the digest in lower-case hexadecimal digits. */
    public DigestCredential(By by, String name, String digest) {
        this.by = by;
        this.name = name;
        this.digest = digest;
    }

    /** Which kind of name it is. */
    public By by() {
        return by;
    }

    /** Whose password it is to be. */
    public String name() {
        return name;
    }

    /** In 64 lower-case hexadecimal digits. */
    public String digest() {
        return digest;
    }

    @Override
    protected void clearCredential() {
        digest = "";
    }
}

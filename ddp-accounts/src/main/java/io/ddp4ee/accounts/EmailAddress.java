package io.ddp4ee.accounts;

import jakarta.json.bind.annotation.JsonbTransient;

/**
 * An e-mail address of a user.
 *
 * <pre>{@code
 * user.getEmails().add(new EmailAddress("anna@example.org", false));
 * }</pre>
 */
public class EmailAddress {

    private String address;
    private boolean verified;

    /** For comparing without regard to case. */
    @JsonbTransient
    private String addressKey;

    /** For the persistence provider. */
    protected EmailAddress() {}

    /** An address, and whether its owner has proved to be the user. */
    public EmailAddress(String address, boolean verified) {
        this.address = address;
        this.addressKey = User.key(address);
        this.verified = verified;
    }

    /** As it was given. */
    public String getAddress() {
        return address;
    }

    /** Whether somebody who reads the address's mail has said so. */
    public boolean isVerified() {
        return verified;
    }

    boolean is(String other) {
        return addressKey.equals(User.key(other));
    }
}

package io.ddp4ee.accounts;

import jakarta.annotation.Nullable;

import io.ddp4ee.DdpException;

/**
 * The users of the ready-made store. A bean, for what is no client's to do.
 *
 * <pre>{@code
 * @Inject
 * Accounts accounts;
 *
 * public void invite(String address) {
 *     String userId = accounts.create(new NewUser(null, address, null, null));
 *     accounts.sendEnrollment(userId);
 * }
 * }</pre>
 */
public interface Accounts {

    /**
     * Makes a user; Meteor's {@code Accounts.createUser}.
     *
     * @return the user's id
     * @throws DdpException if there is neither a name nor an address, one is somebody else's, or the user is not valid
     */
    String create(NewUser user);

    /**
     * Sets a user's password, and ends all logins; Meteor's {@code Accounts.setPassword}.
     *
     * @param password in plain
     * @throws DdpException 403 if there is no such user
     */
    void setPassword(String userId, String password);

    /**
     * Has a mail sent by which a user who has no password sets one; Meteor's {@code Accounts.sendEnrollmentEmail}.
     *
     * @throws DdpException 403 if there is no such user, or no address
     */
    void sendEnrollment(String userId);

    /**
     * Has a mail sent by which a user sets another password; Meteor's {@code Accounts.sendResetPasswordEmail}.
     *
     * @throws DdpException 403 if there is no such user, or no address
     */
    void sendReset(String userId);

    /**
     * Has a mail sent that proves a user's first address that is not proved; Meteor's {@code Accounts.sendVerificationEmail}.
     *
     * @throws DdpException 403 if there is no such user, or no such address
     */
    void sendVerification(String userId);

    /** Ends all logins of a user. */
    void logOut(String userId);

    /**
     * Whether a user's login has not ended: what {@link io.ddp4ee.UserRoles#mayGoOn} answers, in an application that has a
     * bean of that type.
     *
     * @param tiedTo what the session is tied to; null if it has not logged in by an account
     */
    boolean isLoggedIn(String userId, @Nullable String tiedTo);
}

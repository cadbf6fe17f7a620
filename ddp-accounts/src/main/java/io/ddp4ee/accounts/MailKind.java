package io.ddp4ee.accounts;

/**
 * What a mail to a user is about.
 *
 * <pre>{@code
 * void write(@ObservesAsync MailWanted mail) {
 *     templates.send(mail.kind(), mail.address(), mail.link());
 * }
 * }</pre>
 */
public enum MailKind {
    /** The user has forgotten the password, and sets another. */
    RESET_PASSWORD("reset-password"),
    /** The user was made by somebody else, and sets a first password. */
    ENROLL_ACCOUNT("enroll-account"),
    /** The address is to be proved. */
    VERIFY_EMAIL("verify-email");

    private final String path;

    MailKind(String path) {
        this.path = path;
    }

    /** The part of a link that Meteor's clients know it by. */
    public String path() {
        return path;
    }
}

package io.ddp4ee.accounts;

/**
 * An asynchronous event: a user is to be sent a mail, which this module does itself if {@code ddp.accounts.mail.session} is
 * set.
 *
 * <pre>{@code
 * void write(@ObservesAsync MailWanted mail) {
 *     templates.send(mail.kind(), mail.address(), mail.link());
 * }
 * }</pre>
 *
 * @param token what the mail is to prove that it was read by; a secret
 * @param link to a page of the application, which tells its client of the token
 */
public record MailWanted(MailKind kind, String userId, String address, String token, String link) {

    /** Without the token. */
    @Override
    public String toString() {
        return "MailWanted[" + kind + ", " + userId + ", " + address + "]";
    }
}

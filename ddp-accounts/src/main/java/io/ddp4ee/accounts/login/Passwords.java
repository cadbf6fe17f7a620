package io.ddp4ee.accounts.login;

import java.util.List;

import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

import io.ddp4ee.DdpException;
import io.ddp4ee.accounts.EmailAddress;
import io.ddp4ee.accounts.MailKind;
import io.ddp4ee.accounts.User;
import io.ddp4ee.accounts.store.LoginTokens;
import io.ddp4ee.accounts.store.MailToken;
import io.ddp4ee.accounts.store.MailTokens;
import io.ddp4ee.accounts.store.Users;

/** What happens in one transaction when a password is set or an address proved. */
@ApplicationScoped
@Transactional
public class Passwords {

    @Inject
    Users users;

    @Inject
    LoginTokens logins;

    @Inject
    MailTokens mails;

    /**
     * Sets a password. Whoever knew the one before is logged out, and cannot go on by a mail either.
     *
     * @param keptLogin the hash of the login that may stay; null for none
     */
    public void set(String userId, String hash, @Nullable String keptLogin) {
        users.setPassword(userId, hash);
        logins.removeOthers(userId, keptLogin);
        mails.removeAll(userId, MailKind.RESET_PASSWORD);
        mails.removeAll(userId, MailKind.ENROLL_ACCOUNT);
    }

    /** Sets a password by what was sent to an address, which is thereby proved. */
    public void reset(MailToken token, String hash) {
        if (!mails.use(token)) {
            throw new DdpException(403, "Token expired");
        }
        verify(token, "Token has invalid email address");
        set(token.getUserId(), hash, null);
    }

    /** Proves an address. */
    public void verify(MailToken token) {
        if (!mails.use(token)) {
            throw new DdpException(403, "Verify email link expired");
        }
        verify(token, "Verify email link is for unknown address");
    }

    private void verify(MailToken token, String otherwise) {
        List<EmailAddress> emails =
                users.find(token.getUserId()).map(User::getEmails).orElseThrow(() -> new DdpException(403, otherwise));
        for (int i = 0; i < emails.size(); i++) {
            if (emails.get(i).getAddress().equals(token.getAddress())) {
                // Another one in its place: providers do not notice what changes within.
                emails.set(i, new EmailAddress(token.getAddress(), true));
                return;
            }
        }
        throw new DdpException(403, otherwise);
    }
}

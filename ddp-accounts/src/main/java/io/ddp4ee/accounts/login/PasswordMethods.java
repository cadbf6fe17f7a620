package io.ddp4ee.accounts.login;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.ddp4ee.DdpException;
import io.ddp4ee.DdpMethod;
import io.ddp4ee.DdpSession;
import io.ddp4ee.accounts.Accounts;
import io.ddp4ee.accounts.DigestCredential.By;
import io.ddp4ee.accounts.MailKind;
import io.ddp4ee.accounts.NewUser;
import io.ddp4ee.accounts.ProfileAdapter;
import io.ddp4ee.accounts.User;
import io.ddp4ee.accounts.encryption.Encryption;
import io.ddp4ee.accounts.login.Logins.Who;
import io.ddp4ee.accounts.mail.MailRequests;
import io.ddp4ee.accounts.password.PasswordHashes;
import io.ddp4ee.accounts.settings.Setting;
import io.ddp4ee.accounts.settings.Settings;
import io.ddp4ee.accounts.store.MailToken;
import io.ddp4ee.accounts.store.MailTokens;
import io.ddp4ee.accounts.store.Secrets;
import io.ddp4ee.accounts.store.UserSelector;
import io.ddp4ee.accounts.store.Users;
import io.ddp4ee.accounts.twofactor.TwoFactor;

/** What users do about their passwords and addresses. */
@ApplicationScoped
public class PasswordMethods {

    private static final String PASSWORD = "password";

    @Inject
    Logins logins;

    @Inject
    Accounts accounts;

    @Inject
    Users users;

    @Inject
    Passwords passwords;

    @Inject
    PasswordHashes hashes;

    @Inject
    MailTokens mailTokens;

    @Inject
    MailRequests mails;

    @Inject
    TokenTie tie;

    @Inject
    TwoFactor twoFactor;

    @Inject
    Encryption encryption;

    @Inject
    Refusals refusals;

    @Inject
    Settings settings;

    @DdpMethod("createUser")
    public Map<String, Object> createUser(Object parameter, DdpSession session) {
        return logins.login(session, "createUser", PASSWORD, () -> {
            NewUser user = newUser(Match.object(parameter));
            if (settings.isOn(Setting.FORBID_SIGNUP)) {
                throw new DdpException(403, "Signups forbidden");
            }
            String userId = accounts.create(user);
            if (user.email() != null && settings.isOn(Setting.SEND_VERIFICATION)) {
                accounts.sendVerification(userId);
            }
            return new Who(PASSWORD, userId, null);
        });
    }

    private static NewUser newUser(Map<String, Object> options) {
        Object password = options.get(PASSWORD);
        Object profile = options.get("profile");
        return new NewUser(
                Match.optional(options, "username").orElse(null),
                Match.optional(options, "email").orElse(null),
                options.containsKey(PASSWORD) ? Password.of(password).digest() : null,
                profile == null ? null : new ProfileAdapter().adaptFromJson(Match.object(profile)));
    }

    @DdpMethod("changePassword")
    public Map<String, Object> changePassword(Object present, Object wanted, DdpSession session) {
        encryption.require(session);
        Password before = Password.of(present);
        Password after = Password.of(wanted);
        String userId = session.userId();
        if (userId == null) {
            throw new DdpException(401, "Must be logged in");
        }
        String hash = users.secrets(userId).map(Secrets::getPasswordHash).orElse(null);
        if (!hashes.matches(before.digest(), hash)) {
            throw refusals.of(hash == null ? "User has no password set" : "Incorrect password");
        }
        passwords.set(userId, hashes.hash(after.digest()), tie.hash(session).orElse(null));
        return Map.of("passwordChanged", true);
    }

    /** What is not to be told is not to be measured either: then all that takes time comes after the answer. */
    @DdpMethod("forgotPassword")
    public void forgotPassword(Object options) {
        UserSelector selector =
                new UserSelector(By.EMAIL, Match.text(Match.object(options).get("email")));
        if (refusals.areAmbiguous()) {
            mails.later(() -> users.find(selector).ifPresent(user -> sendReset(user, selector)));
        } else {
            sendReset(users.find(selector).orElseThrow(() -> refusals.of("User not found")), selector);
        }
    }

    private void sendReset(User user, UserSelector selector) {
        user.email(selector.name())
                .ifPresent(email -> mails.send(MailKind.RESET_PASSWORD, user.getId(), email.getAddress()));
    }

    @DdpMethod("resetPassword")
    public Map<String, Object> resetPassword(Object token, Object wanted, DdpSession session) {
        // All logins of the user end, and this session may be of one: it is not to be closed before it has another.
        Optional<String> before = tie.hash(session);
        tie.untie(session);
        try {
            return logins.login(session, "resetPassword", PASSWORD, () -> reset(token, wanted));
        } catch (RuntimeException e) {
            tie.restore(session, before);
            throw e;
        }
    }

    private Who reset(Object token, Object wanted) {
        String text = Match.text(token);
        Password password = Password.of(wanted);
        MailToken found = mailToken(text)
                .filter(mail -> mail.getPurpose() != MailKind.VERIFY_EMAIL)
                .orElseThrow(() -> new DdpException(403, "Token expired"));
        passwords.reset(found, hashes.hash(password.digest()));
        return whoHasRead(found, "Changed password, but user not logged in because 2FA is enabled");
    }

    @DdpMethod("verifyEmail")
    public Map<String, Object> verifyEmail(Object token, DdpSession session) {
        return logins.login(session, "verifyEmail", PASSWORD, () -> {
            MailToken found = mailToken(Match.text(token))
                    .filter(mail -> mail.getPurpose() == MailKind.VERIFY_EMAIL)
                    .orElseThrow(() -> new DdpException(403, "Verify email link expired"));
            passwords.verify(found);
            return whoHasRead(found, "Email verified, but user not logged in because 2FA is enabled");
        });
    }

    private Optional<MailToken> mailToken(String token) {
        Instant now = Instant.now();
        return mailTokens.find(token).filter(found -> !found.isExpired(now));
    }

    /** A mail is one factor: whoever has two logs in by both. */
    private Who whoHasRead(MailToken mail, String otherwise) {
        if (twoFactor.isEnabled(mail.getUserId())) {
            throw refusals.of("2fa-enabled", otherwise);
        }
        return new Who(PASSWORD, mail.getUserId(), null);
    }
}

package io.ddp4ee.accounts.login;

import java.util.Comparator;
import java.util.function.Predicate;

import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import io.ddp4ee.DdpException;
import io.ddp4ee.accounts.Accounts;
import io.ddp4ee.accounts.DigestCredential.By;
import io.ddp4ee.accounts.EmailAddress;
import io.ddp4ee.accounts.MailKind;
import io.ddp4ee.accounts.NewUser;
import io.ddp4ee.accounts.NewUserValidator;
import io.ddp4ee.accounts.User;
import io.ddp4ee.accounts.UserCreated;
import io.ddp4ee.accounts.mail.MailRequests;
import io.ddp4ee.accounts.password.PasswordHashes;
import io.ddp4ee.accounts.store.LoginTokens;
import io.ddp4ee.accounts.store.UserSelector;
import io.ddp4ee.accounts.store.Users;
import io.ddp4ee.accounts.token.Tokens;

/** Over the ready-made store. Passwords are hashed outside of transactions, as that takes long. */
@ApplicationScoped
public class StoredAccounts implements Accounts {

    @Inject
    Users users;

    @Inject
    LoginTokens tokens;

    @Inject
    PasswordHashes hashes;

    @Inject
    Passwords passwords;

    @Inject
    MailRequests mails;

    @Inject
    Refusals refusals;

    @Inject
    Instance<NewUserValidator> validators;

    @Inject
    Event<UserCreated> created;

    @Override
    public String create(NewUser wanted) {
        if (isEmpty(wanted.username()) && isEmpty(wanted.email())) {
            throw new DdpException(400, "Need to set a username or email");
        }
        String hash = wanted.digest() == null ? null : hashes.hash(wanted.digest());
        refuseTaken(wanted);
        for (NewUserValidator validator : validators) {
            if (!validator.allows(wanted)) {
                throw new DdpException(403, "User validation failed");
            }
        }
        User user = userOf(wanted);
        try {
            users.add(user, hash, () -> created.fire(new UserCreated(user)));
        } catch (DdpException e) {
            throw e;
        } catch (RuntimeException e) {
            // Somebody else may have taken the name since it was looked up.
            refuseTaken(wanted);
            throw e;
        }
        return user.getId();
    }

    private static boolean isEmpty(String text) {
        return text == null || text.isEmpty();
    }

    private void refuseTaken(NewUser wanted) {
        if (!isEmpty(wanted.username()) && users.isTaken(new UserSelector(By.USERNAME, wanted.username()))) {
            throw refusals.of("Username already exists.");
        }
        if (!isEmpty(wanted.email()) && users.isTaken(new UserSelector(By.EMAIL, wanted.email()))) {
            throw refusals.of("Email already exists.");
        }
    }

    private static User userOf(NewUser wanted) {
        User user = new User(Tokens.id());
        if (!isEmpty(wanted.username())) {
            user.setUsername(wanted.username());
        }
        if (!isEmpty(wanted.email())) {
            user.getEmails().add(new EmailAddress(wanted.email(), false));
        }
        user.setProfile(wanted.profile());
        return user;
    }

    @Override
    public void setPassword(String userId, String password) {
        user(userId);
        passwords.set(userId, hashes.hash(Tokens.digest(password)), null);
    }

    @Override
    public void sendEnrollment(String userId) {
        send(MailKind.ENROLL_ACCOUNT, userId, email -> true);
    }

    @Override
    public void sendReset(String userId) {
        send(MailKind.RESET_PASSWORD, userId, email -> true);
    }

    @Override
    public void sendVerification(String userId) {
        send(MailKind.VERIFY_EMAIL, userId, email -> !email.isVerified());
    }

    /** To one that is proved, if there is one. */
    private void send(MailKind kind, String userId, Predicate<EmailAddress> which) {
        String address = user(userId).getEmails().stream()
                .filter(which)
                .min(Comparator.comparing(email -> !email.isVerified()))
                .map(EmailAddress::getAddress)
                .orElseThrow(() -> new DdpException(403, "No such email for user."));
        mails.send(kind, userId, address);
    }

    private User user(String userId) {
        return users.find(userId).orElseThrow(() -> new DdpException(403, "User not found"));
    }

    @Override
    public void logOut(String userId) {
        tokens.removeAll(userId);
    }

    @Override
    public boolean isLoggedIn(String userId, @Nullable String tiedTo) {
        return tokens.of(userId, tiedTo).isPresent();
    }
}

package io.ddp4ee.accounts.mail;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.inject.Inject;

import io.ddp4ee.accounts.MailKind;
import io.ddp4ee.accounts.MailWanted;
import io.ddp4ee.accounts.settings.Setting;
import io.ddp4ee.accounts.settings.Settings;
import io.ddp4ee.accounts.store.Jndi;
import io.ddp4ee.accounts.store.MailTokens;

/** Has mails sent, by whoever observes that one is wanted. */
@ApplicationScoped
public class MailRequests {

    private static final Logger LOG = System.getLogger(MailRequests.class.getName());

    @Inject
    MailTokens tokens;

    @Inject
    Settings settings;

    @Inject
    Event<MailWanted> wanted;

    /** Does something that nobody waits for, on a thread of the container. */
    public void later(Runnable action) {
        executor().execute(() -> {
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "A mail could not be prepared", e);
            }
        });
    }

    private static Executor executor() {
        return Jndi.lookup("java:comp/DefaultManagedExecutorService", Executor.class);
    }

    public void send(MailKind kind, String userId, String address) {
        String token = tokens.issue(userId, address, kind, lifetime(kind));
        String link = settings.text(Setting.URL).replaceFirst("/*$", "/") + "#/" + kind.path() + "/" + token;
        CompletionStage<MailWanted> unused = wanted.fireAsync(
                        new MailWanted(kind, userId, address, token, link), NotificationOptions.ofExecutor(executor()))
                .whenComplete((mail, failure) -> {
                    if (failure != null) {
                        LOG.log(
                                Level.ERROR,
                                "A mail of kind " + kind + " could not be sent to user " + userId,
                                failure);
                    }
                });
    }

    /** Null for ever, as Meteor's mails that prove an address. */
    @Nullable
    private Duration lifetime(MailKind kind) {
        return switch (kind) {
            case RESET_PASSWORD -> settings.duration(Setting.RESET_EXPIRATION);
            case ENROLL_ACCOUNT -> settings.duration(Setting.ENROLL_EXPIRATION);
            case VERIFY_EMAIL -> null;
        };
    }
}

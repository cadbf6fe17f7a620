package io.ddp4ee.accounts.login;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;

import io.ddp4ee.LiveQuery;
import io.ddp4ee.Publication;
import io.ddp4ee.RateLimit;
import io.ddp4ee.accounts.User;
import io.ddp4ee.accounts.settings.Setting;
import io.ddp4ee.accounts.settings.Settings;
import io.ddp4ee.accounts.store.AccountsUnit;

/** What every client expects there to be, and how often it may call. */
@ApplicationScoped
public class AccountPublications {

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    /** Subscribed to by every client that has accounts. */
    @Produces
    @Publication("meteor.loginServiceConfiguration")
    static final List<LiveQuery> SERVICES = List.of();

    @Inject
    AccountsUnit unit;

    @Inject
    Settings settings;

    /** {@code Meteor.user()}. */
    @Produces
    @Publication(value = "io.ddp4ee.accounts.user", universal = true)
    List<LiveQuery> user() {
        return unit.isThere()
                ? List.of(LiveQuery.of(User.class, "id = :userId").fields("profile", "username", "emails"))
                : List.of();
    }

    @Produces
    List<RateLimit> limits() {
        int calls = settings.number(Setting.RATE_LIMIT);
        return Stream.of("login", "createUser", "resetPassword", "forgotPassword")
                .filter(method -> calls > 0)
                .map(method -> RateLimit.of(calls, INTERVAL).methods(method).perAddress())
                .toList();
    }
}

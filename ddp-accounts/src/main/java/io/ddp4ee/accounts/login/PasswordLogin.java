package io.ddp4ee.accounts.login;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.ddp4ee.accounts.store.UserSelector;
import io.ddp4ee.accounts.twofactor.TwoFactor;

/** {@code {user, password, code}}. */
@ApplicationScoped
public class PasswordLogin {

    @Inject
    PasswordCheck passwords;

    @Inject
    TwoFactor twoFactor;

    @Inject
    Refusals refusals;

    /** The user's id; empty if there is no password. */
    Optional<String> login(Map<String, Object> options) {
        if (Match.isFalsy(options.get("password"))) {
            return Optional.empty();
        }
        Match.object(options, Set.of("user", "password", "code"));
        UserSelector selector = PasswordCheck.selector(options.get("user"));
        Password password = Password.of(options.get("password"));
        String code = options.containsKey("code") ? Match.nonEmpty(options.get("code")) : null;
        String userId = passwords.userOf(selector, password);
        if (twoFactor.isEnabled(userId)) {
            if (code == null) {
                throw refusals.of("no-2fa-code", "2FA code must be informed");
            }
            if (!twoFactor.redeem(userId, code)) {
                throw refusals.of("invalid-2fa-code", "Invalid 2FA code");
            }
        }
        return Optional.of(userId);
    }
}

package io.ddp4ee.accounts.login;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import io.ddp4ee.DdpException;
import io.ddp4ee.DdpSession;
import io.ddp4ee.accounts.LoggedIn;
import io.ddp4ee.accounts.LoginAttempt;
import io.ddp4ee.accounts.LoginFailed;
import io.ddp4ee.accounts.LoginValidator;
import io.ddp4ee.accounts.encryption.Encryption;
import io.ddp4ee.accounts.store.ExpirySweep;
import io.ddp4ee.accounts.store.IssuedToken;
import io.ddp4ee.accounts.store.LoginTokens;
import io.ddp4ee.accounts.token.Tokens;

/** What all logins have in common, whatever they are by. */
@ApplicationScoped
public class Logins {

    @Inject
    Encryption encryption;

    @Inject
    LoginTokens tokens;

    @Inject
    ExpirySweep sweep;

    @Inject
    TokenTie tie;

    @Inject
    Instance<LoginValidator> validators;

    @Inject
    Event<LoginAttempt> attempts;

    @Inject
    Event<LoginFailed> failures;

    @Inject
    Event<LoggedIn> logins;

    /**
     * Who logs in by what.
     *
     * @param token asked once it is decided that the user may; null for a new one
     */
    record Who(String type, String userId, @Nullable Supplier<IssuedToken> token) {}

    /** Logs in whoever it turns out to be. @return what the client is told */
    Map<String, Object> login(DdpSession session, String method, String type, Supplier<Who> decision) {
        encryption.require(session);
        Who who;
        try {
            who = decision.get();
        } catch (DdpException e) {
            throw failed(decide(new LoginAttempt(type, method, null, e, session)));
        }
        LoginAttempt attempt = decide(new LoginAttempt(who.type(), method, who.userId(), null, session));
        if (!attempt.isAllowed()) {
            throw failed(attempt);
        }
        sweep.start();
        IssuedToken token =
                who.token() == null ? tokens.issue(who.userId()) : who.token().get();
        tie.tie(session, Tokens.hash(token.token()));
        session.setUserId(who.userId());
        logins.fire(new LoggedIn(who.type(), who.userId(), session));
        Map<String, Object> told = told(who.userId(), token);
        told.put("type", who.type());
        return told;
    }

    static Map<String, Object> told(String userId, IssuedToken token) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", userId);
        told.put("token", token.token());
        told.put("tokenExpires", token.expiresAt());
        return told;
    }

    private LoginAttempt decide(LoginAttempt attempt) {
        attempts.fire(attempt);
        LoginAttempt decided = attempt;
        for (LoginValidator validator : validators) {
            DdpException error = decided.error();
            try {
                if (!validator.allows(decided) && error == null) {
                    error = new DdpException(403, "Login forbidden");
                }
            } catch (DdpException e) {
                error = e;
            }
            decided = new LoginAttempt(attempt.type(), attempt.method(), attempt.userId(), error, attempt.session());
        }
        return decided;
    }

    private DdpException failed(LoginAttempt attempt) {
        failures.fire(new LoginFailed(attempt));
        return attempt.error();
    }
}

package io.ddp4ee.accounts.login;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import io.ddp4ee.DdpException;
import io.ddp4ee.DdpMethod;
import io.ddp4ee.DdpSession;
import io.ddp4ee.accounts.LoggedOut;
import io.ddp4ee.accounts.LoginKind;
import io.ddp4ee.accounts.encryption.Encryption;
import io.ddp4ee.accounts.jwt.JwtCaller;
import io.ddp4ee.accounts.login.Logins.Who;
import io.ddp4ee.accounts.settings.Setting;
import io.ddp4ee.accounts.settings.Settings;
import io.ddp4ee.accounts.store.IssuedToken;
import io.ddp4ee.accounts.store.LoginToken;
import io.ddp4ee.accounts.store.LoginTokens;
import io.ddp4ee.accounts.token.Tokens;

/** Logging in and out. */
@ApplicationScoped
public class LoginMethods {

    private static final String PASSWORD = "password";
    private static final String RESUME = "resume";
    private static final String JWT = "jwt";

    @Inject
    Logins logins;

    @Inject
    PasswordLogin passwords;

    @Inject
    JwtLogin jwts;

    @Inject
    Instance<LoginKind> kinds;

    @Inject
    LoginTokens tokens;

    @Inject
    TokenTie tie;

    @Inject
    Encryption encryption;

    @Inject
    Settings settings;

    @Inject
    Event<LoggedOut> logouts;

    @DdpMethod("login")
    public Map<String, Object> login(Object parameter, DdpSession session) {
        Map<String, Object> options = Match.object(parameter);
        String type = !Match.isFalsy(options.get(RESUME)) ? RESUME : PASSWORD;
        return logins.login(
                session,
                "login",
                type,
                () -> type.equals(RESUME) ? resume(options.get(RESUME)) : byOther(options, session));
    }

    private Who resume(Object value) {
        String token = Match.text(value);
        LoginToken found = tokens.find(Tokens.hash(token)).orElseThrow(TokenTie::loggedOut);
        if (!found.getExpiresAt().isAfter(Instant.now())) {
            throw new DdpException(403, "Your session has expired. Please log in again.");
        }
        return new Who(RESUME, found.getUserId(), () -> new IssuedToken(token, found.getExpiresAt()));
    }

    private Who byOther(Map<String, Object> options, DdpSession session) {
        Optional<String> byPassword = passwords.login(options);
        if (byPassword.isPresent()) {
            return new Who(PASSWORD, byPassword.get(), null);
        }
        Optional<JwtCaller> byJwt = jwts.login(options);
        if (byJwt.isPresent()) {
            JwtCaller caller = byJwt.get();
            return new Who(JWT, caller.name(), () -> tokens.issue(caller.name(), caller.expiresAt(), caller.groups()));
        }
        for (LoginKind kind : kinds) {
            Optional<String> user = kind.login(options, session);
            if (user.isPresent()) {
                return new Who(kind.type(), user.get(), null);
            }
        }
        throw new DdpException(400, "Unrecognized options for login request");
    }

    /** The session is untied first: the client that asks for it keeps its connection. */
    @DdpMethod("logout")
    public void logout(DdpSession session) {
        Optional<String> hash = tie.hash(session);
        String userId = session.userId();
        tie.untie(session);
        hash.ifPresent(tokens::remove);
        session.setUserId(null);
        if (userId != null) {
            logouts.fire(new LoggedOut(userId, session));
        }
    }

    /** A token in place of the present one, which expires when that does. */
    @DdpMethod("getNewToken")
    public Map<String, Object> getNewToken(DdpSession session) {
        encryption.require(session);
        LoginToken present = present(session);
        IssuedToken token = tokens.issue(present.getUserId(), present.getExpiresAt(), present.getRoles());
        tie.tie(session, Tokens.hash(token.token()));
        return Logins.told(present.getUserId(), token);
    }

    @DdpMethod("removeOtherTokens")
    public void removeOtherTokens(DdpSession session) {
        LoginToken present = present(session);
        tokens.removeOthers(present.getUserId(), present.getHash());
    }

    /** For clients older than Meteor 3: both of the above at once. */
    @DdpMethod("logoutOtherClients")
    public Map<String, Object> logoutOtherClients(DdpSession session) {
        if (!settings.isOn(Setting.LOGOUT_OTHER_CLIENTS)) {
            throw new DdpException(404, "Method 'logoutOtherClients' not found");
        }
        Map<String, Object> told = getNewToken(session);
        removeOtherTokens(session);
        told.remove("id");
        return told;
    }

    private LoginToken present(DdpSession session) {
        return tie.hash(session)
                .flatMap(tokens::find)
                .filter(token -> token.getUserId().equals(session.userId()))
                .orElseThrow(() -> new DdpException("You are not logged in.", null));
    }

    /** There are no services that a client could configure. */
    @DdpMethod("configureLoginService")
    public void configureLoginService(Object options) {
        Match.text(Match.object(options).get("service"));
        throw new DdpException(403, "Service unknown");
    }
}

package io.ddp4ee.it.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.ddp4ee.DdpException;
import io.ddp4ee.DdpMethod;
import io.ddp4ee.DdpSession;
import io.ddp4ee.accounts.LoggedIn;
import io.ddp4ee.accounts.LoggedOut;
import io.ddp4ee.accounts.LoginAttempt;
import io.ddp4ee.accounts.LoginFailed;
import io.ddp4ee.accounts.LoginKind;
import io.ddp4ee.accounts.LoginValidator;
import io.ddp4ee.accounts.NewUser;
import io.ddp4ee.accounts.NewUserValidator;
import io.ddp4ee.accounts.UserCreated;

/** What an application is told and asked of its accounts. */
@ApplicationScoped
public class Hooks implements LoginKind, LoginValidator, NewUserValidator {

    private final List<String> told = new ArrayList<>();

    private synchronized void tell(String what) {
        told.add(what);
    }

    /** All since the last time. */
    @DdpMethod
    public synchronized List<String> told() {
        List<String> all = List.copyOf(told);
        told.clear();
        return all;
    }

    @DdpMethod
    public boolean isIn(String role, DdpSession session) {
        return session.isUserInRole(role);
    }

    void attempt(@Observes LoginAttempt attempt) {
        tell("attempt " + attempt.type() + " " + attempt.isAllowed());
    }

    void loggedIn(@Observes LoggedIn login) {
        tell("in " + login.type() + " " + login.userId());
    }

    void failed(@Observes LoginFailed failure) {
        tell("failed " + failure.attempt().error().reason());
    }

    void loggedOut(@Observes LoggedOut logout) {
        tell("out " + logout.userId());
    }

    void created(@Observes UserCreated created) {
        created.user().setProfile("{\"stars\":1}");
    }

    @Override
    public String type() {
        return "ticket";
    }

    @Override
    public Optional<String> login(Map<String, Object> options, DdpSession session) {
        return Optional.ofNullable((String) options.get("ticket")).map(ticket -> "holder of " + ticket);
    }

    @Override
    public boolean allows(LoginAttempt attempt) {
        if ("holder of nothing".equals(attempt.userId())) {
            throw new DdpException("no-ticket", "That is no ticket");
        }
        return !"holder of a forged one".equals(attempt.userId());
    }

    @Override
    public boolean allows(NewUser user) {
        return !"nobody".equals(user.username());
    }
}

package io.ddp4ee.accounts.login;

import java.util.Optional;
import java.util.function.Supplier;

import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.ddp4ee.DdpException;
import io.ddp4ee.DdpSession;
import io.ddp4ee.accounts.store.LoginTokens;

/**
 * Which token a session has logged in by. First the session is tied to it, then the token is looked for: one that is removed
 * by somebody else meanwhile is either missed here, or its removal finds the session.
 */
@ApplicationScoped
public class TokenTie {

    private static final String ATTRIBUTE = TokenTie.class.getName();

    @Inject
    LoginTokens tokens;

    /** @throws DdpException 403 if there is no such token any more; then the session is tied to what it was tied to */
    void tie(DdpSession session, String hash) {
        String before = hash(session).orElse(null);
        set(session, hash);
        if (tokens.find(hash).isEmpty()) {
            set(session, before);
            throw loggedOut();
        }
    }

    void untie(DdpSession session) {
        set(session, null);
    }

    /**
     * Does what may remove the very token of the session, which is to go on: untied, it is not closed with it. It is tied again
     * if that fails, and closed if there is no token any more to tie it to.
     */
    <T> T untied(DdpSession session, Supplier<T> action) {
        Optional<String> before = hash(session);
        untie(session);
        try {
            return action.get();
        } catch (RuntimeException e) {
            before.ifPresent(hash -> {
                set(session, hash);
                if (tokens.find(hash).isEmpty()) {
                    session.close();
                }
            });
            throw e;
        }
    }

    /** The hash of the token that the session has logged in by. */
    Optional<String> hash(DdpSession session) {
        return Optional.ofNullable((String) session.attributes().get(ATTRIBUTE));
    }

    private static void set(DdpSession session, @Nullable String hash) {
        session.tieTo(hash);
        if (hash == null) {
            session.attributes().remove(ATTRIBUTE);
        } else {
            session.attributes().put(ATTRIBUTE, hash);
        }
    }

    static DdpException loggedOut() {
        return new DdpException(403, "You've been logged out by the server. Please log in again.");
    }
}

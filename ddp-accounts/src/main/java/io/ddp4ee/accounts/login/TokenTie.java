package io.ddp4ee.accounts.login;

import java.util.Optional;

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

    /** Ties a session to what it was tied to, and closes it if that has ended meanwhile. */
    void restore(DdpSession session, Optional<String> hash) {
        set(session, hash.orElse(null));
        if (hash.isPresent() && tokens.find(hash.get()).isEmpty()) {
            session.close();
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

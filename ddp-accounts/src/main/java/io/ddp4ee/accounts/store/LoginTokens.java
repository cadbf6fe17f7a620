package io.ddp4ee.accounts.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

import io.ddp4ee.DdpSessions;
import io.ddp4ee.accounts.settings.Setting;
import io.ddp4ee.accounts.settings.Settings;
import io.ddp4ee.accounts.token.Tokens;

/** The tokens that users log in by again. A session is tied to the hash of its own, and closed with it. */
@ApplicationScoped
@Transactional
public class LoginTokens {

    @Inject
    AccountsUnit unit;

    @Inject
    Settings settings;

    @Inject
    DdpSessions sessions;

    /** A new token, which is good for as long as the settings say. */
    public IssuedToken issue(String userId) {
        return issue(userId, Instant.MAX, Set.of());
    }

    /**
     * A new token, which is good for as long as the settings say, but not beyond a time.
     *
     * @param roles that the user has by this login
     */
    public IssuedToken issue(String userId, Instant latest, Set<String> roles) {
        Instant usual = Instant.now().plus(settings.duration(Setting.LOGIN_EXPIRATION));
        Instant expiresAt = usual.isBefore(latest) ? usual : latest;
        String token = Tokens.secret();
        unit.entityManager().persist(new LoginToken(Tokens.hash(token), userId, expiresAt, roles));
        return new IssuedToken(token, expiresAt);
    }

    public Optional<LoginToken> find(String hash) {
        return Optional.ofNullable(unit.find(LoginToken.class, hash));
    }

    /** The login that a session of a user is tied to, if it still is one. */
    public Optional<LoginToken> of(String userId, @Nullable String tiedTo) {
        return tiedTo == null || !unit.isThere()
                ? Optional.empty()
                : find(tiedTo).filter(token -> token.getUserId().equals(userId));
    }

    /** Ends a login. */
    public void remove(String hash) {
        // A statement, as several may end one login at a time.
        unit.entityManager()
                .createQuery("delete from DdpLoginToken t where t.hash = ?1")
                .setParameter(1, hash)
                .executeUpdate();
        sessions.tiedTo(hash).close();
    }

    /** Ends all logins of a user. */
    public void removeAll(String userId) {
        removeOthers(userId, null);
    }

    /** Ends all logins of a user but one. */
    public void removeOthers(String userId, @Nullable String hash) {
        unit
                .entityManager()
                .createQuery("select t.hash from DdpLoginToken t where t.userId = ?1", String.class)
                .setParameter(1, userId)
                .getResultList()
                .stream()
                .filter(other -> !other.equals(hash))
                .forEach(this::remove);
    }

    /** Ends logins that have expired. @return how many */
    public int removeExpired(int most) {
        List<String> expired = unit.entityManager()
                .createQuery("select t.hash from DdpLoginToken t where t.expiresAt < ?1", String.class)
                .setParameter(1, Instant.now())
                .setMaxResults(most)
                .getResultList();
        expired.forEach(this::remove);
        return expired.size();
    }
}

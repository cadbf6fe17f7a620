package io.ddp4ee.accounts.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

import io.ddp4ee.accounts.MailKind;
import io.ddp4ee.accounts.token.Tokens;

/** The tokens that were sent by mail. Of a user and a kind there is one, the last. */
@ApplicationScoped
@Transactional
public class MailTokens {

    @Inject
    AccountsUnit unit;

    /**
     * A new token in place of those of its kind.
     *
     * @param lifetime null for ever
     */
    public String issue(String userId, String address, MailKind purpose, @Nullable Duration lifetime) {
        removeAll(userId, purpose);
        String token = Tokens.secret();
        Instant expiresAt = lifetime == null ? null : Instant.now().plus(lifetime);
        unit.entityManager().persist(new MailToken(Tokens.hash(token), userId, address, purpose, expiresAt));
        return token;
    }

    public Optional<MailToken> find(String token) {
        return unit.isThere() ? Optional.ofNullable(unit.find(MailToken.class, Tokens.hash(token))) : Optional.empty();
    }

    /** Whether a token is there and goes: of several that use it at a time, one may. */
    public boolean use(MailToken token) {
        return unit.entityManager()
                        .createQuery("delete from DdpMailToken t where t.hash = ?1")
                        .setParameter(1, token.getHash())
                        .executeUpdate()
                == 1;
    }

    /** Removes those that nobody can use any more. */
    public void removeExpired() {
        unit.entityManager()
                .createQuery("delete from DdpMailToken t where t.expiresAt < ?1")
                .setParameter(1, Instant.now())
                .executeUpdate();
    }

    /** Removes a user's tokens of a kind. */
    public void removeAll(String userId, MailKind purpose) {
        unit.entityManager()
                .createQuery("delete from DdpMailToken t where t.userId = ?1 and t.purpose = ?2")
                .setParameter(1, userId)
                .setParameter(2, purpose)
                .executeUpdate();
    }
}

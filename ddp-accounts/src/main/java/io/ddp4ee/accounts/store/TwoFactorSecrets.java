package io.ddp4ee.accounts.store;

import java.util.Optional;

import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** What codes are made from, and which were used. */
@ApplicationScoped
@Transactional
public class TwoFactorSecrets {

    @Inject
    AccountsUnit unit;

    @Inject
    Users users;

    public Optional<Secrets> find(String userId) {
        return users.secrets(userId);
    }

    public void set(String userId, @Nullable String secret, boolean enabled) {
        Secrets secrets = users.secrets(userId).orElseThrow();
        secrets.setTotpSecret(secret);
        secrets.setTotpEnabled(enabled);
    }

    /** Of several that use the code of a step at a time, one may. */
    public boolean use(String userId, long step) {
        return unit.entityManager()
                        .createQuery("update DdpUserSecrets s set s.totpStep = ?1 where s.userId = ?2"
                                + " and s.totpStep < ?1")
                        .setParameter(1, step)
                        .setParameter(2, userId)
                        .executeUpdate()
                == 1;
    }
}

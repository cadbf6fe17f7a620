package io.ddp4ee.accounts.twofactor;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

import io.ddp4ee.accounts.store.Secrets;
import io.ddp4ee.accounts.store.TwoFactorSecrets;

/** The second factor of the users of the ready-made store. */
@ApplicationScoped
@Transactional
public class TwoFactor {

    @Inject
    TwoFactorSecrets secrets;

    public boolean isEnabled(String userId) {
        return secrets.find(userId).map(Secrets::isTotpEnabled).orElse(false);
    }

    /** Whether a code is right, and has not been used. */
    public boolean redeem(String userId, String code) {
        Optional<String> secret = secrets.find(userId).map(Secrets::getTotpSecret);
        OptionalLong step = secret.map(found -> Totp.stepOf(Base32.decode(found), code, Instant.now()))
                .orElse(OptionalLong.empty());
        return step.isPresent() && secrets.use(userId, step.getAsLong());
    }

    /** A secret that counts when a code of it has been redeemed. */
    public void prepare(String userId, String secret) {
        secrets.set(userId, secret, false);
    }

    public void enable(String userId, String secret) {
        secrets.set(userId, secret, true);
    }

    public void disable(String userId) {
        secrets.set(userId, null, false);
    }

    @Nullable
    public String secret(String userId) {
        return secrets.find(userId).map(Secrets::getTotpSecret).orElse(null);
    }
}

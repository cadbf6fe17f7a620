package io.ddp4ee.accounts.login;

import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;

import io.ddp4ee.DdpException;
import io.ddp4ee.accounts.DigestCredential;
import io.ddp4ee.accounts.DigestCredential.By;
import io.ddp4ee.accounts.User;
import io.ddp4ee.accounts.password.JpaIdentityStore;
import io.ddp4ee.accounts.store.IdentityStores;
import io.ddp4ee.accounts.store.Secrets;
import io.ddp4ee.accounts.store.UserSelector;
import io.ddp4ee.accounts.store.Users;

/** Asks the application's identity stores, which ours is one of. */
@ApplicationScoped
public class PasswordCheck {

    private static final Map<String, By> SELECTORS = Map.of("id", By.ID, "username", By.USERNAME, "email", By.EMAIL);

    @Inject
    IdentityStoreHandler stores;

    @Inject
    IdentityStores all;

    @Inject
    Users users;

    @Inject
    Refusals refusals;

    /** The one member of a selector. */
    static UserSelector selector(Object value) {
        Map<String, Object> object = Match.object(value, SELECTORS.keySet());
        if (object.size() != 1) {
            throw Match.failed();
        }
        Map.Entry<String, Object> member = object.entrySet().iterator().next();
        return new UserSelector(SELECTORS.get(member.getKey()), Match.nonEmpty(member.getValue()));
    }

    /**
     * Whose password it is.
     *
     * @throws DdpException if it is nobody's, or not that of the user
     */
    String userOf(UserSelector selector, Password password) {
        Optional<String> user = validate(new DigestCredential(selector.by(), selector.name(), password.digest()));
        if (user.isEmpty()
                && password.plain() != null
                // Stores that know nothing of digests are asked; whoever has only ours is not asked twice.
                && all.hasOthersThan(JpaIdentityStore.class)) {
            user = validate(new UsernamePasswordCredential(selector.name(), password.plain()));
        }
        return user.orElseThrow(() -> refusals.of(reason(selector)));
    }

    private Optional<String> validate(Credential credential) {
        CredentialValidationResult result = stores.validate(credential);
        if (result.getStatus() != CredentialValidationResult.Status.VALID) {
            return Optional.empty();
        }
        String id = result.getCallerUniqueId();
        return Optional.of(id == null ? result.getCallerPrincipal().getName() : id);
    }

    private String reason(UserSelector selector) {
        Optional<User> user = refusals.areAmbiguous() ? Optional.empty() : users.find(selector);
        if (user.isEmpty()) {
            return "User not found";
        }
        boolean has = user.flatMap(found -> users.secrets(found.getId()))
                .map(Secrets::getPasswordHash)
                .isPresent();
        return has ? "Incorrect password" : "User has no password set";
    }
}

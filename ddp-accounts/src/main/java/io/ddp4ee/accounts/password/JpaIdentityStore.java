package io.ddp4ee.accounts.password;

import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;

import io.ddp4ee.accounts.DigestCredential;
import io.ddp4ee.accounts.DigestCredential.By;
import io.ddp4ee.accounts.User;
import io.ddp4ee.accounts.store.AccountsUnit;
import io.ddp4ee.accounts.store.Secrets;
import io.ddp4ee.accounts.store.UserSelector;
import io.ddp4ee.accounts.store.Users;
import io.ddp4ee.accounts.token.Tokens;

/** The users of the ready-made store, for whatever of the application asks Jakarta Security. Callers are called by their ids. */
@ApplicationScoped
public class JpaIdentityStore implements IdentityStore {

    @Inject
    AccountsUnit unit;

    @Inject
    Users users;

    @Inject
    PasswordHashes hashes;

    /**
     * Not left to the interface, which looks for methods by the credential's class: a server of several applications that have
     * such a class finds but the first one's.
     */
    @Override
    public CredentialValidationResult validate(Credential credential) {
        if (credential instanceof DigestCredential digested) {
            return validate(new UserSelector(digested.by(), digested.name()), digested.digest());
        }
        return credential instanceof UsernamePasswordCredential plain
                ? validate(plain)
                : CredentialValidationResult.NOT_VALIDATED_RESULT;
    }

    /** A caller is known by an address if it looks like one, else by name. */
    private CredentialValidationResult validate(UsernamePasswordCredential credential) {
        String caller = credential.getCaller();
        By by = caller.indexOf('@') < 0 ? By.USERNAME : By.EMAIL;
        return validate(new UserSelector(by, caller), Tokens.digest(credential.getPasswordAsString()));
    }

    private CredentialValidationResult validate(UserSelector selector, String digest) {
        if (!unit.isThere()) {
            return CredentialValidationResult.NOT_VALIDATED_RESULT;
        }
        Optional<Secrets> secrets = users.find(selector).map(User::getId).flatMap(users::secrets);
        if (!hashes.matches(digest, secrets.map(Secrets::getPasswordHash).orElse(null))) {
            return CredentialValidationResult.INVALID_RESULT;
        }
        return new CredentialValidationResult(
                secrets.get().getUserId(), Set.copyOf(secrets.get().getRoles()));
    }

    @Override
    public Set<String> getCallerGroups(CredentialValidationResult validated) {
        return users.secrets(validated.getCallerPrincipal().getName())
                .map(Secrets::getRoles)
                .map(Set::copyOf)
                .orElse(Set.of());
    }
}

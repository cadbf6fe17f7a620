package io.ddp4ee.it.accounts;

import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;

/** Users that the application keeps itself, who know nothing of digests. */
@ApplicationScoped
public class Staff implements IdentityStore {

    public CredentialValidationResult validate(UsernamePasswordCredential credential) {
        return credential.compareTo("clerk", "clerk's password")
                ? new CredentialValidationResult("clerk")
                : CredentialValidationResult.INVALID_RESULT;
    }

    @Override
    public Set<String> getCallerGroups(CredentialValidationResult validated) {
        return validated.getCallerPrincipal().getName().equals("clerk") ? Set.of("clerks") : Set.of();
    }
}

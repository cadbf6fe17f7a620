package io.ddp4ee.it.security;

import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;

/** Whoever has a password like his name is let in; the clerk is a clerk. */
@ApplicationScoped
@BasicAuthenticationMechanismDefinition(realmName = "it")
public class Users implements IdentityStore {

    public CredentialValidationResult validate(UsernamePasswordCredential credential) {
        String name = credential.getCaller();
        if (!credential.compareTo(name, name + "'s password")) {
            return CredentialValidationResult.INVALID_RESULT;
        }
        return new CredentialValidationResult(name, name.equals("clerk") ? Set.of("clerk") : Set.of("visitor"));
    }
}

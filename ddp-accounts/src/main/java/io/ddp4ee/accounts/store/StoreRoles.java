package io.ddp4ee.accounts.store;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import jakarta.security.enterprise.identitystore.IdentityStore.ValidationType;

import io.ddp4ee.UserRoles;

/** The roles of a user are the groups that the identity stores know, for an application that does not say so itself. */
final class StoreRoles implements UserRoles {

    private final Supplier<Stream<IdentityStore>> stores;

    StoreRoles(Supplier<Stream<IdentityStore>> stores) {
        this.stores = stores;
    }

    @Override
    public Set<String> of(String userId) {
        Set<String> roles = new HashSet<>();
        stores.get()
                .filter(store -> store.validationTypes().contains(ValidationType.PROVIDE_GROUPS))
                .forEach(store -> roles.addAll(store.getCallerGroups(new CredentialValidationResult(userId))));
        return roles;
    }
}

package io.ddp4ee.accounts.store;

import java.util.HashSet;
import java.util.Set;

import jakarta.annotation.Nullable;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore.ValidationType;

import io.ddp4ee.UserRoles;

/**
 * The roles of a user are the groups that the identity stores know, and those that the user's login has brought, for an
 * application that does not say so itself.
 */
final class StoreRoles implements UserRoles {

    private final IdentityStores stores;
    private final LoginTokens tokens;

    StoreRoles(IdentityStores stores, LoginTokens tokens) {
        this.stores = stores;
        this.tokens = tokens;
    }

    @Override
    public Set<String> of(String userId) {
        Set<String> roles = new HashSet<>();
        stores.all()
                .filter(store -> store.validationTypes().contains(ValidationType.PROVIDE_GROUPS))
                .forEach(store -> roles.addAll(store.getCallerGroups(new CredentialValidationResult(userId))));
        return roles;
    }

    @Override
    public Set<String> of(String userId, @Nullable String tiedTo) {
        Set<String> roles = of(userId);
        tokens.of(userId, tiedTo).ifPresent(login -> roles.addAll(login.getRoles()));
        return roles;
    }

    @Override
    public boolean mayGoOn(String userId, @Nullable String tiedTo) {
        return tiedTo == null || tokens.of(userId, tiedTo).isPresent();
    }
}

package io.ddp4ee.accounts.store;

import jakarta.security.enterprise.identitystore.IdentityStore;

/** The application has none. */
public final class NoOtherStores extends IdentityStores {

    @Override
    public boolean hasOthersThan(Class<? extends IdentityStore> ours) {
        return false;
    }
}

package io.ddp4ee.accounts.store;

import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Specializes;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.IdentityStore;

/** The application's identity stores, its own and ours. */
@ApplicationScoped
public class IdentityStores {

    @Inject
    BeanManager beanManager;

    /** Whether there is another one than this. */
    public boolean hasOthersThan(Class<? extends IdentityStore> ours) {
        return beans().anyMatch(bean -> !bean.getBeanClass().equals(ours));
    }

    Stream<IdentityStore> all() {
        return beans().map(bean -> (IdentityStore)
                beanManager.getReference(bean, IdentityStore.class, beanManager.createCreationalContext(bean)));
    }

    /** Without those in whose place there are others. */
    private Stream<Bean<?>> beans() {
        var found = beanManager.getExtension(AccountsExtension.class).identityStores();
        return found.stream().filter(bean -> found.stream()
                .map(Bean::getBeanClass)
                .noneMatch(other -> other.isAnnotationPresent(Specializes.class)
                        && bean.getBeanClass().equals(other.getSuperclass())));
    }
}

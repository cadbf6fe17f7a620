package io.ddp4ee.accounts.store;

import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** The persistence unit that has this module's mapping file, if there is one. */
@ApplicationScoped
public class AccountsUnit {

    private static final String REGISTRY = "java:comp/TransactionSynchronizationRegistry";

    /** An {@code EntityManager} of the container, or an {@code EntityManagerFactory}. Written once, with one value. */
    private volatile Optional<Object> unit;

    @Inject
    BeanManager beanManager;

    /** Whether there is one; without, there are neither users nor tokens of ours. */
    public boolean isThere() {
        return unit().isPresent();
    }

    /** The entity manager of the current transaction. */
    EntityManager entityManager() {
        Object found = unit().orElseThrow(() -> new IllegalStateException("There is no table of login tokens: name"
                + " META-INF/ddp-accounts-orm.xml as a mapping-file of a persistence unit that a bean injects by"
                + " @PersistenceContext."));
        return found instanceof EntityManager context ? context : ofTransaction((EntityManagerFactory) found);
    }

    /** Null for nothing; never what a cache of this server remembers, while another server has removed it. */
    @Nullable
    <T> T find(Class<T> entity, String id) {
        return entityManager()
                .find(entity, id, Map.of("jakarta.persistence.cache.retrieveMode", CacheRetrieveMode.BYPASS));
    }

    private EntityManager ofTransaction(EntityManagerFactory factory) {
        TransactionSynchronizationRegistry registry = Jndi.lookup(REGISTRY, TransactionSynchronizationRegistry.class);
        EntityManager present = (EntityManager) registry.getResource(this);
        if (present != null) {
            return present;
        }
        EntityManager opened = factory.createEntityManager();
        registry.putResource(this, opened);
        registry.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                opened.close();
            }
        });
        return opened;
    }

    private Optional<Object> unit() {
        Optional<Object> found = unit;
        if (found == null) {
            // A class may name a unit and be no component of which the container takes care.
            found = beanManager.getExtension(AccountsExtension.class).names().stream()
                    .map(Jndi::find)
                    .flatMap(Optional::stream)
                    .filter(AccountsUnit::hasOurEntities)
                    .findFirst();
            unit = found;
        }
        return found;
    }

    private static boolean hasOurEntities(Object found) {
        EntityManagerFactory factory = found instanceof EntityManager context
                ? context.getEntityManagerFactory()
                : (EntityManagerFactory) found;
        return factory.getMetamodel().getEntities().stream()
                .anyMatch(entity -> entity.getJavaType().equals(LoginToken.class));
    }
}

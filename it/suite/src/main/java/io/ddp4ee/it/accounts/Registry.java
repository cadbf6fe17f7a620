package io.ddp4ee.it.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;

import io.ddp4ee.DdpMethod;

/** Has the persistence unit as a factory, and makes entity managers itself. */
@ApplicationScoped
public class Registry {

    @PersistenceUnit
    private EntityManagerFactory factory;

    /** How many tokens that were sent by mail there are for a user. */
    @DdpMethod
    public long mailTokens(String userId) {
        EntityManager entityManager = factory.createEntityManager();
        try {
            return entityManager
                    .createQuery("select count(t) from DdpMailToken t where t.userId = ?1", Long.class)
                    .setParameter(1, userId)
                    .getSingleResult();
        } finally {
            entityManager.close();
        }
    }
}

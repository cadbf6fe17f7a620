package io.ddp4ee.it;

import java.util.concurrent.Executor;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceUnit;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;

/** Transactions for tests that run in the server. */
@ApplicationScoped
public class Jpa {

    /** What a test does in a transaction. */
    public interface Work<T> {
        T apply(EntityManager em) throws Exception;
    }

    /** The same, without a result. */
    public interface Action {
        void apply(EntityManager em) throws Exception;
    }

    @PersistenceContext
    private EntityManager em;

    @PersistenceUnit
    private EntityManagerFactory factory;

    @Resource
    private UserTransaction transaction;

    @Resource
    private TransactionSynchronizationRegistry registry;

    @Resource
    private ManagedExecutorService threads;

    public <T> T get(Work<T> work) {
        try {
            transaction.begin();
            try {
                T result = work.apply(em);
                transaction.commit();
                return result;
            } finally {
                if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
                    transaction.rollback();
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public void run(Action action) {
        get(entityManager -> {
            action.apply(entityManager);
            return null;
        });
    }

    /** Does the same, and rolls back. */
    public void rollBack(Action action) {
        try {
            transaction.begin();
            action.apply(em);
            transaction.rollback();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public EntityManager em() {
        return em;
    }

    public EntityManagerFactory factory() {
        return factory;
    }

    public UserTransaction transaction() {
        return transaction;
    }

    /** For transactions beside that of the test. */
    public Executor threads() {
        return threads;
    }

    public TransactionSynchronizationRegistry registry() {
        return registry;
    }
}

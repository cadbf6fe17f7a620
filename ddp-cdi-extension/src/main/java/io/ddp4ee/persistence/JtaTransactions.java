package io.ddp4ee.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;

/** Transactions of the container. */
final class JtaTransactions implements Transactions {

    private final EntityManagerFactory factory;
    private final UserTransaction transaction;

    JtaTransactions(EntityManagerFactory factory, UserTransaction transaction) {
        this.factory = factory;
        this.transaction = transaction;
    }

    @Override
    public <T> T call(Work<T> work) throws Exception {
        transaction.begin();
        try (EntityManager entityManager = factory.createEntityManager()) {
            T result = work.apply(entityManager);
            transaction.commit();
            return result;
        } catch (Throwable e) {
            // Also an error: the thread would keep the transaction.
            rollBack(e);
            throw e;
        }
    }

    /** A failed commit leaves no transaction on some servers, and one that is marked for rollback on others. */
    private void rollBack(Throwable cause) {
        try {
            if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
                transaction.rollback();
            }
        } catch (SystemException | RuntimeException e) {
            cause.addSuppressed(e);
        }
    }
}

package io.ddp4ee.persistence;

import jakarta.persistence.EntityManager;

/** Runs work in a transaction of its own, with an entity manager of its own. */
public interface Transactions {

    /** What is done in the transaction. */
    interface Work<T> {
        T apply(EntityManager entityManager) throws Exception;
    }

    /**
     * Commits if the work returns, rolls back if it throws. The thread has no transaction before or after.
     *
     * @throws Exception what the work threw, or the failure to begin or to commit
     */
    <T> T call(Work<T> work) throws Exception;
}

package io.ddp4ee.capture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** What a container keeps of one transaction. */
final class TestRegistry implements TransactionSynchronizationRegistry {

    private final Map<Object, Object> resources = new HashMap<>();
    private final List<Synchronization> synchronizations = new ArrayList<>();
    private int status = Status.STATUS_ACTIVE;

    void leaveTransaction() {
        status = Status.STATUS_NO_TRANSACTION;
    }

    void afterCompletion(int outcome) {
        synchronizations.forEach(synchronization -> synchronization.afterCompletion(outcome));
    }

    /** As containers do while others are told. */
    void beforeCompletion() {
        for (int i = 0; i < synchronizations.size(); i++) {
            synchronizations.get(i).beforeCompletion();
        }
    }

    @Override
    public void setRollbackOnly() {
        status = Status.STATUS_MARKED_ROLLBACK;
    }

    @Override
    public boolean getRollbackOnly() {
        if (getTransactionKey() == null) {
            throw new IllegalStateException("There is no transaction");
        }
        return status == Status.STATUS_MARKED_ROLLBACK;
    }

    @Override
    public Object getTransactionKey() {
        return status == Status.STATUS_NO_TRANSACTION ? null : this;
    }

    @Override
    public int getTransactionStatus() {
        return status;
    }

    @Override
    public void putResource(Object key, Object value) {
        resources.put(key, value);
    }

    @Override
    public Object getResource(Object key) {
        return resources.get(key);
    }

    boolean isEmpty() {
        return resources.isEmpty() && synchronizations.isEmpty();
    }

    @Override
    public void registerInterposedSynchronization(Synchronization synchronization) {
        if (getRollbackOnly()) {
            throw new IllegalStateException("The transaction is marked for rollback");
        }
        synchronizations.add(synchronization);
    }
}

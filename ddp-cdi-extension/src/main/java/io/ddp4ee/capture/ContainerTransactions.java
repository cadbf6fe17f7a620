package io.ddp4ee.capture;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

import io.ddp4ee.bus.Notice;
import io.ddp4ee.bus.Operation;
import io.ddp4ee.persistence.EntityManagerRows;
import io.ddp4ee.persistence.Rows;

/** Captures a unit whose transactions are the container's. */
public final class ContainerTransactions implements EntityEvents {

    private final Capture capture;
    private final EntityManagerFactory factory;
    private final TransactionSynchronizationRegistry registry;

    public ContainerTransactions(
            Capture capture, EntityManagerFactory factory, TransactionSynchronizationRegistry registry) {
        this.capture = capture;
        this.factory = factory;
        this.registry = registry;
    }

    @Override
    public boolean changed(Object transaction, Class<?> entity, Object key, Operation operation) {
        if (mayCommit()) {
            capture.note(notes(), entity, key, operation);
        }
        return false;
    }

    @Override
    public boolean anyChanged(Object transaction, Class<?> entity) {
        if (mayCommit()) {
            capture.noteAny(notes(), entity);
        }
        return false;
    }

    @Override
    public void beforeCompletion(Object transaction, Rows rows) {
        // The container says so itself.
    }

    @Override
    public void afterCompletion(Object transaction, boolean committed) {
        // The container says so itself.
    }

    /** Told when the current transaction commits. */
    public void tell(Notice notice) {
        if (mayCommit()) {
            notes().add(notice);
        }
    }

    /** Whether the current transaction has something to tell, and so is one of this unit. */
    public boolean hasNotes() {
        return isInTransaction() && registry.getResource(this) != null;
    }

    public boolean isInTransaction() {
        return registry.getTransactionKey() != null;
    }

    /** A transaction that will be rolled back takes no synchronization, and has nothing to tell. */
    private boolean mayCommit() {
        return isInTransaction() && !registry.getRollbackOnly();
    }

    /** Those of the current transaction that are not yet published. */
    private Notes notes() {
        Noting noting = (Noting) registry.getResource(this);
        if (noting == null) {
            noting = new Noting();
            registry.registerInterposedSynchronization(noting);
            registry.putResource(this, noting);
        }
        return noting.notes;
    }

    /**
     * Publishes at the end of a transaction.
     *
     * <p>Where synchronizations run in the order of their registration, this one may come before the flush of an entity
     * manager that was used after the first note. So the first call only puts it behind whatever is registered by now.
     * A note that comes even later finds this one gone, and begins another.
     */
    private final class Noting implements Synchronization {

        private final Notes notes = capture.newNotes();
        private boolean putBehind;
        private Published published;
        private boolean completed;

        @Override
        public void beforeCompletion() {
            if (!putBehind) {
                putBehind = true;
                registry.registerInterposedSynchronization(this);
            } else if (published == null && !notes.isEmpty()) {
                registry.putResource(ContainerTransactions.this, null);
                // Created here, it joins the transaction on every server; a connection from the data source does not.
                try (EntityManager entityManager = factory.createEntityManager()) {
                    published = capture.publish(notes, new EntityManagerRows(entityManager));
                }
            }
        }

        /** Told as often as registered. */
        @Override
        public void afterCompletion(int status) {
            if (published != null && !completed) {
                completed = true;
                capture.completed(published, outcome(status));
            }
        }

        /** After its commit was sent, only the database knows whether a transaction that "rolled back" did. */
        private static Outcome outcome(int status) {
            return status == Status.STATUS_COMMITTED ? Outcome.COMMITTED : Outcome.UNKNOWN;
        }
    }
}

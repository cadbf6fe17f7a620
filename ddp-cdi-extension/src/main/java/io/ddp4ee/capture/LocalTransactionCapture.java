package io.ddp4ee.capture;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

import io.ddp4ee.bus.Operation;
import io.ddp4ee.persistence.Rows;

/** Captures a resource-local unit, whose provider tells when its transactions end. */
public final class LocalTransactionCapture implements EntityEvents {

    private static final class Noting {
        private Notes notes;
        private Published published;

        Noting(Notes notes) {
            this.notes = notes;
        }
    }

    private final Capture capture;

    /** Weak, because a provider does not tell of every transaction that is given up. */
    private final Map<Object, Noting> transactions = Collections.synchronizedMap(new WeakHashMap<>());

    public LocalTransactionCapture(Capture capture) {
        this.capture = capture;
    }

    @Override
    public boolean changed(Object transaction, Class<?> entity, Object key, Operation operation) {
        boolean first = !transactions.containsKey(transaction);
        capture.note(noting(transaction).notes, entity, key, operation);
        return first;
    }

    @Override
    public boolean anyChanged(Object transaction, Class<?> entity) {
        boolean first = !transactions.containsKey(transaction);
        capture.noteAny(noting(transaction).notes, entity);
        return first;
    }

    private Noting noting(Object transaction) {
        return transactions.computeIfAbsent(transaction, t -> new Noting(capture.newNotes()));
    }

    @Override
    public void beforeCompletion(Object transaction, Rows rows) {
        Noting noting = transactions.get(transaction);
        if (noting != null && !noting.notes.isEmpty()) {
            noting.published = capture.publish(noting.notes, rows);
            noting.notes = capture.newNotes();
        }
    }

    @Override
    public void afterCompletion(Object transaction, boolean committed) {
        Noting noting = transactions.remove(transaction);
        if (noting != null && noting.published != null) {
            capture.completed(noting.published, committed ? Outcome.COMMITTED : Outcome.UNKNOWN);
        }
    }
}

package io.ddp4ee.capture;

import io.ddp4ee.bus.Operation;
import io.ddp4ee.persistence.Rows;

/**
 * What a persistence provider tells of one unit, on the thread that writes. The transaction is whatever object of the
 * provider stands for it; a unit whose transactions are the container's asks the container instead.
 */
public interface EntityEvents {

    /**
     * A row was written; only its key is believed.
     *
     * @return whether the provider has to tell when this transaction ends, and has not been asked to before
     */
    boolean changed(Object transaction, Class<?> entity, Object key, Operation operation);

    /**
     * A statement wrote rows of which the keys are not known.
     *
     * @return as for a row
     */
    boolean anyChanged(Object transaction, Class<?> entity);

    /** All that the transaction writes has been written. Only for transactions of the provider's own. */
    void beforeCompletion(Object transaction, Rows rows);

    /** The transaction has ended. Only for transactions of the provider's own. */
    void afterCompletion(Object transaction, boolean committed);
}

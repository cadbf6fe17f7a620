package io.ddp4ee.memory;

import io.ddp4ee.query.Delta;

/** Follows documents in memory. Told on their dispatcher, so it must not wait. */
public interface MemorySubscriber {

    void changed(Delta delta);

    /** Nothing more is told. */
    void refused(Throwable cause);
}

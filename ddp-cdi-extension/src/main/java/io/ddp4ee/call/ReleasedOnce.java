package io.ddp4ee.call;

import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.spi.CreationalContext;

/** Releases another context, and that once, whoever else does it. */
final class ReleasedOnce<T> implements CreationalContext<T> {

    private final CreationalContext<T> context;
    private final AtomicBoolean released = new AtomicBoolean();

    ReleasedOnce(CreationalContext<T> context) {
        this.context = context;
    }

    @Override
    public void push(T incompleteInstance) {
        context.push(incompleteInstance);
    }

    @Override
    public void release() {
        if (released.compareAndSet(false, true)) {
            context.release();
        }
    }
}

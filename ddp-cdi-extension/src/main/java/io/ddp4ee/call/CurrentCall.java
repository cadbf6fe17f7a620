package io.ddp4ee.call;

import java.util.List;
import java.util.concurrent.Callable;

import jakarta.enterprise.context.ContextNotActiveException;

import io.ddp4ee.DdpSession;

/** The publication or method that runs on a thread, for what is injected there. */
public final class CurrentCall {

    private record Call(DdpSession session, List<Object> parameters) {}

    @SuppressWarnings("ThreadLocalUsage") // Not static: it goes with the application, while the threads stay.
    private final ThreadLocal<Call> current = new ThreadLocal<>();

    /** @param parameters what injection points with {@code @Param} receive, by position; a null among them is a value */
    <T> T within(DdpSession session, List<Object> parameters, Callable<T> call) throws Exception {
        Call outer = current.get();
        current.set(new Call(session, parameters));
        try {
            return call.call();
        } finally {
            if (outer == null) {
                current.remove();
            } else {
                current.set(outer);
            }
        }
    }

    /** @throws ContextNotActiveException outside a call */
    public DdpSession session() {
        return get().session();
    }

    /** @throws ContextNotActiveException outside a call */
    public Object parameter(int position) {
        return get().parameters().get(position);
    }

    private Call get() {
        Call call = current.get();
        if (call == null) {
            throw new ContextNotActiveException("No DDP method or publication runs on this thread");
        }
        return call;
    }
}

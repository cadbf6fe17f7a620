package io.ddp4ee.call;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ContextNotActiveException;

import io.ddp4ee.DdpSession;
import io.ddp4ee.random.RandomSource;
import io.ddp4ee.random.RandomStreams;

/** The publication or method that runs on a thread, for what is injected there. */
public final class CurrentCall {

    private record Call(DdpSession session, List<Object> parameters, RandomStreams random) {}

    @SuppressWarnings("ThreadLocalUsage") // Not static: it goes with the application, while the threads stay.
    private final ThreadLocal<Call> current = new ThreadLocal<>();

    /**
     * @param session as the call sees it, with its random values
     * @param parameters what injection points with {@code @Param} receive, by position; a null among them is a value
     */
    <T> T within(DdpSession session, List<Object> parameters, Callable<T> call) throws Exception {
        return within(new Call(session, parameters, ((RandomSource) session).random()), call);
    }

    /**
     * As if another method was called by this one.
     *
     * @throws ContextNotActiveException outside a call
     */
    public <T> T nested(String method, Callable<T> call) throws Exception {
        Call outer = get();
        return within(
                new Call(outer.session(), outer.parameters(), outer.random().nested(method)), call);
    }

    private <T> T within(Call inner, Callable<T> call) throws Exception {
        Call outer = current.get();
        current.set(inner);
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
    public RandomStreams random() {
        return get().random();
    }

    /**
     * The id of a new document: what the caller's stub has made of it, if a call runs on this thread.
     *
     * @param collection null for none
     * @param otherwise draws any id
     */
    public String newId(@Nullable String collection, Supplier<String> otherwise) {
        Call call = current.get();
        return call == null || collection == null
                ? otherwise.get()
                : call.random().ofCollection(collection).id();
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

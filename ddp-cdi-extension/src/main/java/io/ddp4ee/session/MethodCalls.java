package io.ddp4ee.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.Nullable;

import io.ddp4ee.DdpException;
import io.ddp4ee.RateLimit.Call;
import io.ddp4ee.message.ClientMessage;
import io.ddp4ee.message.DdpError;
import io.ddp4ee.message.ServerMessage.Result;
import io.ddp4ee.message.ServerMessage.Updated;
import io.ddp4ee.method.MethodDefinition;
import io.ddp4ee.method.WriteFence;

/** The method calls of one session. Each is answered by one result and one updated, whatever happens. */
final class MethodCalls {

    private static final Logger LOG = System.getLogger(MethodCalls.class.getName());

    private final Session session;
    private final AtomicInteger unblocked = new AtomicInteger();

    /** The ids of those whose result has not been told; one may be there twice. */
    private final Queue<String> running = new ConcurrentLinkedQueue<>();

    MethodCalls(Session session) {
        this.session = session;
    }

    /** @return finished when the session's next message may be handled */
    CompletionStage<?> call(ClientMessage.Method call) {
        MethodDefinition method = session.services().methods().named(call.method());
        if (method == null) {
            answer(call.id(), null, new DdpError(404L, "Method '" + call.method() + "' not found"));
            session.send(new Updated(List.of(call.id())));
            return CompletableFuture.completedStage(null);
        }
        DdpError tooMany = session.services().rates().check(session.call(Call.METHOD, call.method()));
        if (tooMany != null) {
            session.send(new Updated(List.of(call.id())));
            answer(call.id(), null, tooMany);
            return CompletableFuture.completedStage(null);
        }
        running.add(call.id());
        if (method.unblock() && mayRunBeside()) {
            session.services().threads().workers().execute(() -> run(method, call)
                    .whenComplete((done, failure) -> unblocked.decrementAndGet()));
            return CompletableFuture.completedStage(null);
        }
        return run(method, call);
    }

    /** One client's calls must not be all that the workers have to do, nor wait for them in any number. */
    private boolean mayRunBeside() {
        if (unblocked.incrementAndGet() <= session.services().limits().unblocked()) {
            return true;
        }
        unblocked.decrementAndGet();
        return false;
    }

    private CompletionStage<?> run(MethodDefinition method, ClientMessage.Method call) {
        WriteFence fence = new WriteFence();
        CompletionStage<?> result;
        try {
            result = stage(invoke(method, call, fence));
        } catch (Throwable e) {
            // Also an error: the client is answered whatever happens.
            result = CompletableFuture.failedStage(e);
        }
        return result.handle((value, failure) -> {
            complete(method, call, fence, value, failure);
            return null;
        });
    }

    private Object invoke(MethodDefinition method, ClientMessage.Method call, WriteFence fence) throws Exception {
        if (!method.access().isGrantedTo(session.handle())) {
            throw new DdpException(403, "Access denied");
        }
        return session.services().fences().within(fence, () -> method.target().call(session.handle(), call.params()));
    }

    private static CompletionStage<?> stage(Object result) {
        return result instanceof CompletionStage<?> stage ? stage : CompletableFuture.completedStage(result);
    }

    private void complete(
            MethodDefinition method, ClientMessage.Method call, WriteFence fence, Object value, Throwable failure) {
        String result = null;
        DdpError error = null;
        try {
            if (failure != null) {
                throw failure;
            }
            result = value == MethodDefinition.NOTHING
                    ? null
                    : session.services().results().write(value);
        } catch (Throwable e) {
            error = session.services().errors().translate("Method " + method.name(), e);
        }
        // Meteor's order: updated before the result where nothing has to be waited for.
        String id = call.id();
        try {
            Runnable updated = () -> session.send(new Updated(List.of(id)));
            fence.arm(session.subscriptions()::views, () -> session.subscriptions()
                    .whenShown(updated));
        } catch (Throwable e) {
            LOG.log(Level.ERROR, "What method " + method.name() + " wrote cannot be waited for", e);
            session.send(new Updated(List.of(id)));
        }
        answer(id, result, error);
        running.remove(id);
    }

    List<String> running() {
        return List.copyOf(running);
    }

    private void answer(String id, @Nullable String result, @Nullable DdpError error) {
        session.send(new Result(id, result, error));
    }
}

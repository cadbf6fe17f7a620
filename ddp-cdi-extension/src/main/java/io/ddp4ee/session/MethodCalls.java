package io.ddp4ee.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

import jakarta.annotation.Nullable;

import io.ddp4ee.DdpException;
import io.ddp4ee.RateLimit.Call;
import io.ddp4ee.memory.MemoryView;
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

    /** The ids of those whose result has not been told; one may be there twice. */
    private final Queue<String> running = new ConcurrentLinkedQueue<>();

    private record Answer(@Nullable String result, @Nullable DdpError error) {}

    MethodCalls(Session session) {
        this.session = session;
    }

    /**
     * @param next lets the session's next message be handled
     * @return finished when it may be handled in any case
     */
    CompletionStage<?> call(ClientMessage.Method call, Runnable next) {
        MethodDefinition method = session.services().methods().named(call.method());
        if (method == null) {
            answer(call.id(), null, new DdpError(404L, "Method '" + call.method() + "' not found"));
            session.send(new Updated(List.of(call.id())));
            return CompletableFuture.completedStage(null);
        }
        DdpError tooMany = session.services().rates().check(session.handle().call(Call.METHOD, call.method()));
        if (tooMany != null) {
            session.send(new Updated(List.of(call.id())));
            answer(call.id(), null, tooMany);
            return CompletableFuture.completedStage(null);
        }
        running.add(call.id());
        CallHandle handle = CallHandle.ofMethod(session, next, call.randomSeed());
        if (method.unblock()) {
            handle.unblock();
        }
        return run(method, call, handle).whenComplete((done, failure) -> handle.end());
    }

    private CompletionStage<?> run(MethodDefinition method, ClientMessage.Method call, CallHandle handle) {
        WriteFence fence = new WriteFence();
        CompletableFuture<Object> result = new CompletableFuture<>();
        try {
            Object returned = invoke(method, call, handle, fence);
            if (returned instanceof CompletionStage<?> stage) {
                fence.goElsewhere();
                follow(stage, result);
            } else {
                result.complete(returned);
            }
        } catch (Throwable e) {
            // Also an error: the client is answered whatever happens.
            result.completeExceptionally(e);
        }
        return result.handle((value, failure) -> answer(method, value, failure))
                .thenCompose(answer -> withUser(handle, answer))
                .exceptionally(failure -> answer(method, null, failure))
                .thenAccept(answer -> complete(call, fence, answer));
    }

    /** The user is set when all has gone well, and the method's transaction has ended: publications are to see what it did. */
    private CompletionStage<Answer> withUser(CallHandle handle, Answer answer) {
        User user = handle.takeUser();
        return user == null || answer.error() != null
                ? CompletableFuture.completedStage(answer)
                : session.subscriptions()
                        .rerun(() -> session.handle().setUser(user))
                        .thenApplyAsync(
                                done -> answer, session.services().threads().workers());
    }

    private Object invoke(MethodDefinition method, ClientMessage.Method call, CallHandle handle, WriteFence fence)
            throws Exception {
        if (!method.access().isGrantedTo(handle)) {
            throw new DdpException(403, "Access denied");
        }
        return session.services().fences().within(fence, () -> method.target().call(handle, call.params()));
    }

    /** The stage may be of the application's own making, and do anything: it is asked for no more than its end. */
    private static void follow(CompletionStage<?> stage, CompletableFuture<Object> result) {
        var unused = stage.handle(
                (value, failure) -> failure == null ? result.complete(value) : result.completeExceptionally(failure));
    }

    /** By value: what happens to the result afterwards is not told. */
    private Answer answer(MethodDefinition method, @Nullable Object value, @Nullable Throwable failure) {
        try {
            if (failure != null) {
                throw failure;
            }
            return new Answer(
                    value == MethodDefinition.NOTHING
                            ? null
                            : session.services().results().write(value),
                    null);
        } catch (Throwable e) {
            return new Answer(null, session.services().errors().translate("Method " + method.name(), e));
        }
    }

    private void complete(ClientMessage.Method call, WriteFence fence, Answer answer) {
        // Meteor's order: updated before the result where nothing has to be waited for.
        session.subscriptions().whenKnown(() -> tellUpdated(call, fence));
        answer(call.id(), answer.result(), answer.error());
        running.remove(call.id());
    }

    private void tellUpdated(ClientMessage.Method call, WriteFence fence) {
        Runnable updated = () -> session.send(new Updated(List.of(call.id())));
        try {
            fence.arm(session.subscriptions()::views, this::inMemory, () -> session.subscriptions()
                    .whenShown(updated));
        } catch (Throwable e) {
            LOG.log(Level.ERROR, "What method " + call.method() + " wrote cannot be waited for", e);
            updated.run();
        }
    }

    private Collection<MemoryView> inMemory() {
        List<MemoryView> views = new ArrayList<>();
        session.locked(() -> views.addAll(session.subscriptions().feeds().views()));
        return views;
    }

    List<String> running() {
        return List.copyOf(running);
    }

    private void answer(String id, @Nullable String result, @Nullable DdpError error) {
        session.send(new Result(id, result, error));
    }
}

package io.ddp4ee.session;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

import io.ddp4ee.DdpSession;
import io.ddp4ee.LiveQuery;
import io.ddp4ee.PublicationStrategy;
import io.ddp4ee.binding.ResultWriter;
import io.ddp4ee.limit.RateLimiter;
import io.ddp4ee.memory.LiveMemory;
import io.ddp4ee.message.MessageReader;
import io.ddp4ee.method.ErrorTranslator;
import io.ddp4ee.method.MethodDefinition;
import io.ddp4ee.method.Methods;
import io.ddp4ee.method.WriteFences;
import io.ddp4ee.publication.Production;
import io.ddp4ee.publication.PublicationDefinition;
import io.ddp4ee.publication.Publications;
import io.ddp4ee.query.QueryResolver;
import io.ddp4ee.query.Timer;
import io.ddp4ee.random.RandomIds;
import io.ddp4ee.security.Access;

/** The sessions of a simulated server, which has one method that writes and one that sets the user. */
final class SimulatedSessions {

    /** Every client may go on. */
    static final Resumption PATIENT = new Resumption(Duration.ofHours(1), 100_000, 100_000, Long.MAX_VALUE);

    /** Some have to begin anew. */
    static final Resumption FORGETFUL = new Resumption(Duration.ofHours(1), 5, 3, Long.MAX_VALUE);

    private SimulatedSessions() {}

    /**
     * @param write the method's target
     * @param threads runs whatever the server has to do
     */
    static Sessions of(
            Resumption resumption,
            Map<String, PublicationDefinition> publications,
            MethodDefinition.Target write,
            QueryResolver queries,
            LiveMemory memory,
            WriteFences fences,
            ResultWriter results,
            Executor threads,
            LongSupplier clock) {
        SessionServices services = new SessionServices(
                new MessageReader(),
                new Publications(publications),
                new Methods(Map.of(
                        "write", method("write", write),
                        "setUserId",
                                method("setUserId", (session, parameters) -> {
                                    session.setUserId((String) parameters.get(0));
                                    return session.userId();
                                }))),
                queries,
                memory,
                collection -> PublicationStrategy.SERVER_MERGE,
                fences,
                new ErrorTranslator(e -> Optional.empty(), results),
                results,
                new SessionEvents() {
                    @Override
                    public void opened(DdpSession session) {}

                    @Override
                    public void closed(DdpSession session) {}
                },
                userId -> Set.of(),
                new SessionLimits(
                        100_000,
                        Long.MAX_VALUE,
                        100,
                        Long.MAX_VALUE,
                        1000,
                        Duration.ofHours(1),
                        Duration.ZERO,
                        resumption),
                new RateLimiter(List.of(), System::nanoTime),
                new RandomIds(),
                new SessionThreads(threads, threads, threads));
        return new Sessions(
                services,
                new Timer() {
                    @Override
                    public long nanoTime() {
                        return clock.getAsLong();
                    }

                    @Override
                    public void after(Duration delay, Runnable task) {
                        // Nobody is silent for that long here.
                    }
                },
                Integer.MAX_VALUE);
    }

    /** The publication of what its parameters say. */
    static PublicationDefinition docs() {
        return new PublicationDefinition(
                "docs",
                false,
                false,
                "here",
                Access.EVERYBODY,
                (session, parameters) -> new Production(List.of(LiveQuery.of(Object.class)), List.of(), () -> {}));
    }

    private static MethodDefinition method(String name, MethodDefinition.Target target) {
        return new MethodDefinition(name, false, "here", Access.EVERYBODY, target);
    }
}

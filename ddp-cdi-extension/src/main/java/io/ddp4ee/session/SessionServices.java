package io.ddp4ee.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.annotation.Nullable;

import io.ddp4ee.PublicationStrategy;
import io.ddp4ee.UserRoles;
import io.ddp4ee.binding.ResultWriter;
import io.ddp4ee.limit.RateLimiter;
import io.ddp4ee.memory.LiveMemory;
import io.ddp4ee.message.MessageReader;
import io.ddp4ee.method.ErrorTranslator;
import io.ddp4ee.method.Methods;
import io.ddp4ee.method.WriteFences;
import io.ddp4ee.publication.Publications;
import io.ddp4ee.query.QueryResolver;

/**
 * What all sessions share.
 *
 * @param strategies by collection
 * @param ids makes unguessable ids
 */
public record SessionServices(
        MessageReader reader,
        Publications publications,
        Methods methods,
        QueryResolver queries,
        LiveMemory memory,
        Function<String, PublicationStrategy> strategies,
        WriteFences fences,
        ErrorTranslator errors,
        ResultWriter results,
        SessionEvents events,
        UserRoles roles,
        SessionLimits limits,
        RateLimiter rates,
        Supplier<String> ids,
        SessionThreads threads) {

    private static final Logger LOG = System.getLogger(SessionServices.class.getName());

    /**
     * A user that the application has logged in.
     *
     * @param id null for nobody
     */
    User loggedIn(@Nullable String id) {
        return User.loggedIn(id, id == null ? Set.of() : Set.copyOf(roles.of(id)));
    }

    /** Runs an action of the application whose caller may hold what it needs. */
    void runElsewhere(String what, Runnable action) {
        threads.finishers().execute(() -> run(what, List.of(action)));
    }

    /** Runs actions of the application, of which one that fails does not keep the others from running; nor does an error. */
    void run(String what, List<Runnable> actions) {
        for (Runnable action : actions) {
            try {
                action.run();
            } catch (Throwable e) {
                LOG.log(Level.ERROR, what + " failed", e);
            }
        }
    }
}

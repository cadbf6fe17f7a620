package io.ddp4ee.method;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBException;
import jakarta.enterprise.inject.CreationException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.RollbackException;

import io.ddp4ee.DdpException;
import io.ddp4ee.binding.MatchFailedException;
import io.ddp4ee.binding.ResultWriter;
import io.ddp4ee.document.TooManyRowsException;
import io.ddp4ee.message.DdpError;
import io.ddp4ee.persistence.Platform;

/** Decides what a client is told of an exception; the rest is for the log. Safe for use by several threads. */
public final class ErrorTranslator {

    private static final Logger LOG = System.getLogger(ErrorTranslator.class.getName());

    /** By name, since a server need not have them all. */
    private static final Set<String> ANSWERED = Set.of(
            MatchFailedException.class.getName(),
            TooManyRowsException.class.getName(),
            "jakarta.validation.ConstraintViolationException",
            "jakarta.persistence.OptimisticLockException",
            "jakarta.ejb.EJBAccessException",
            "java.lang.SecurityException");

    private final Function<Throwable, Optional<DdpException>> mappers;
    private final ResultWriter writer;

    /** @param mappers the application's, of which the nearest is asked */
    public ErrorTranslator(Function<Throwable, Optional<DdpException>> mappers, ResultWriter writer) {
        this.mappers = mappers;
        this.writer = writer;
    }

    /** @param what a name for the log, such as a method's */
    public DdpError translate(String what, Throwable thrown) {
        try {
            for (Throwable cause : unwrapped(thrown)) {
                Optional<DdpError> known = known(cause);
                if (known.isPresent()) {
                    LOG.log(Level.DEBUG, () -> what + " was answered with an error", thrown);
                    return known.get();
                }
            }
            LOG.log(Level.ERROR, what + " failed; the client is told Internal server error", thrown);
        } catch (Throwable e) {
            // A mapper's, which may be the very one it was given. Also an error: the client is answered whatever
            // happens.
            LOG.log(Level.ERROR, what + " failed, and so did telling why; the client is told Internal server error", e);
            LOG.log(Level.ERROR, "What was to be told", thrown);
        }
        return DdpError.internal();
    }

    /** What containers have wrapped, and the wrappers, from the inside to the outside. */
    private static List<Throwable> unwrapped(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        Throwable cause = thrown;
        while (cause != null && !causes.contains(cause)) {
            causes.add(0, cause);
            cause = isWrapper(cause) ? cause.getCause() : null;
        }
        return causes;
    }

    private static boolean isWrapper(Throwable e) {
        return e instanceof EJBException
                || e instanceof CreationException
                || e instanceof RollbackException
                || e instanceof jakarta.transaction.RollbackException
                || e instanceof jakarta.transaction.TransactionalException
                || e instanceof ExecutionException
                || e instanceof CompletionException
                || e instanceof java.lang.reflect.InvocationTargetException;
    }

    /**
     * Whether exceptions of exactly this class are answered without a mapper. One for them comes before that, one for a
     * superclass does not.
     */
    public static boolean answers(Class<?> exception) {
        return ANSWERED.contains(exception.getName());
    }

    private Optional<DdpError> known(Throwable e) {
        Optional<DdpException> mapped = e instanceof DdpException exception ? Optional.of(exception) : mappers.apply(e);
        if (mapped.isPresent()) {
            return Optional.of(error(mapped.get()));
        }
        if (e instanceof MatchFailedException) {
            return Optional.of(DdpError.matchFailed());
        }
        Optional<DdpError> violations = Platform.HAS_VALIDATION ? Violations.error(e) : Optional.empty();
        if (violations.isPresent()) {
            return violations;
        }
        if (e instanceof OptimisticLockException) {
            return Optional.of(new DdpError(409L, "conflict"));
        }
        if (e instanceof EJBAccessException || e instanceof SecurityException) {
            return Optional.of(new DdpError(403L, "Access denied"));
        }
        if (e instanceof TooManyRowsException) {
            return Optional.of(new DdpError("too-many-documents", e.getMessage()));
        }
        return Optional.empty();
    }

    private DdpError error(DdpException e) {
        Object details = e.details() == null ? null : writer.value(e.details());
        Object error = e.error() instanceof Integer number ? (Object) number.longValue() : e.error();
        return new DdpError(error, e.reason(), details);
    }
}

package io.ddp4ee.mutation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;

import io.ddp4ee.DdpException;
import io.ddp4ee.DdpSession;
import io.ddp4ee.method.MethodDefinition;
import io.ddp4ee.persistence.Unit;

/** Makes a write in a transaction of its own. What the database says against it, clients are not told. */
final class MutationTarget implements MethodDefinition.Target {

    /** By name, since a server need not have it. */
    private static final String VIOLATION = "jakarta.validation.ConstraintViolationException";

    private final String method;
    private final Mutation mutation;
    private final Unit unit;

    MutationTarget(String method, Mutation mutation, Unit unit) {
        this.method = method;
        this.mutation = mutation;
        this.unit = unit;
    }

    @Override
    public Object call(DdpSession session, List<Object> parameters) throws Exception {
        Mutation.Work work = mutation.prepare(method, session, parameters);
        try {
            return unit.transactions().call(work::apply);
        } catch (Exception e) {
            if (!isOfDatabase(e)) {
                throw e;
            }
            DdpException refusal = Refusal.database();
            refusal.initCause(e);
            throw refusal;
        }
    }

    /** Whether there is nothing in it that is answered better: a constraint of the application, a lost lock, its own words. */
    private static boolean isOfDatabase(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = thrown; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        boolean isAnswered = causes.stream()
                .anyMatch(cause -> cause instanceof DdpException
                        || cause instanceof OptimisticLockException
                        || cause.getClass().getName().equals(VIOLATION));
        return !isAnswered
                && causes.stream()
                        .anyMatch(cause -> cause instanceof PersistenceException || cause instanceof SQLException);
    }
}

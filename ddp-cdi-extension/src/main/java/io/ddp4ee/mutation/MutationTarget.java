package io.ddp4ee.mutation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    /** SQLSTATE classes: data exception, constraint violation, transaction rolled back for others' sake, object in use. */
    private static final Set<String> REFUSALS = Set.of("22", "23", "40", "55");

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

    /**
     * Whether the database, or the provider before it, refuses what the client wants to write. A database that does not
     * answer, or a statement that is wrong, is nothing of the client's; and constraints of the application, lost locks and
     * its own words are answered better.
     */
    private static boolean isOfDatabase(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = thrown; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        boolean isAnswered = causes.stream()
                .anyMatch(cause -> cause instanceof DdpException
                        || cause instanceof OptimisticLockException
                        || cause.getClass().getName().equals(VIOLATION));
        Optional<SQLException> sql = causes.stream()
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst();
        boolean isRefused = sql.map(MutationTarget::isRefusal)
                .orElseGet(() -> causes.stream().anyMatch(PersistenceException.class::isInstance));
        return !isAnswered && isRefused;
    }

    private static boolean isRefusal(SQLException sql) {
        String state = sql.getSQLState();
        return state != null && state.length() == 5 && REFUSALS.contains(state.substring(0, 2));
    }
}

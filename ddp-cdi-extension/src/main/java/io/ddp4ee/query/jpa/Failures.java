package io.ddp4ee.query.jpa;

import java.sql.SQLException;
import java.util.Set;

import jakarta.annotation.Nullable;

/** Why a query was not answered, as far as its failure tells. */
enum Failures {

    /** It will fail again. */
    OF_STATEMENT,

    /** The database does not answer now. */
    OF_CONNECTION,

    /** Perhaps the query's own fault: a value that cannot be converted, or more time than it may take. */
    UNCERTAIN;

    /**
     * SQLSTATE classes: feature not supported, cardinality, data exception, routines that fail, syntax or access rule,
     * invalid name, program limits, PL/pgSQL.
     */
    private static final Set<String> STATEMENT_CLASSES =
            Set.of("0A", "21", "22", "2F", "38", "39", "3F", "42", "54", "P0");

    /** Connection, a transaction rolled back for others' sake, resources, an operator's intervention, the system. */
    private static final Set<String> CONNECTION_CLASSES = Set.of("08", "25", "40", "53", "57", "58");

    /** Whoever sets a limit means the query; an administrator's word is not told apart from it. */
    private static final String CANCELED = "57014";

    static Failures of(Throwable failure) {
        SQLException sql = sql(failure);
        if (sql == null) {
            // A parameter or a statement that the provider refuses, with no database in between.
            return failure instanceof IllegalArgumentException ? OF_STATEMENT : UNCERTAIN;
        }
        String state = sql.getSQLState();
        if (state == null || state.length() != 5) {
            // Not the database's: a pool's or a driver's.
            return OF_CONNECTION;
        }
        if (STATEMENT_CLASSES.contains(state.substring(0, 2))) {
            return OF_STATEMENT;
        }
        return CONNECTION_CLASSES.contains(state.substring(0, 2)) && !state.equals(CANCELED)
                ? OF_CONNECTION
                : UNCERTAIN;
    }

    /** Whether the database says this. */
    static boolean hasState(Throwable failure, String state) {
        SQLException sql = sql(failure);
        return sql != null && state.equals(sql.getSQLState());
    }

    @Nullable
    private static SQLException sql(Throwable failure) {
        SQLException found = null;
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 50; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && (found == null || found.getSQLState() == null)) {
                found = sql;
            }
            depth++;
        }
        return found;
    }
}

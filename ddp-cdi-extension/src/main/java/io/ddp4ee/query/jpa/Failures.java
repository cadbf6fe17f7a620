package io.ddp4ee.query.jpa;

import java.sql.SQLException;
import java.util.Set;

/** Tells a statement that will fail again from a database that does not answer now. */
final class Failures {

    /** SQLSTATE classes: feature not supported, cardinality, data exception, syntax or access rule, invalid name. */
    private static final Set<String> OF_STATEMENT = Set.of("0A", "21", "22", "42", "3F");

    private Failures() {}

    static boolean isOfStatement(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().length() == 5) {
                return OF_STATEMENT.contains(sql.getSQLState().substring(0, 2));
            }
        }
        // A parameter or a statement that the provider refuses, with no database in between.
        return failure instanceof IllegalArgumentException;
    }
}

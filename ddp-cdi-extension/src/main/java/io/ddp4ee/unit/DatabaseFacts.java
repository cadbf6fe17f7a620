package io.ddp4ee.unit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

import jakarta.annotation.Nullable;

/**
 * What has to be known of a unit's database before it can be served.
 *
 * @param product as it calls itself, with its version
 * @param isPostgreSql whether it calls itself so; some are only alike
 * @param hasTransactionIds whether it has the functions that a change is published with: PostgreSQL 13 or newer
 * @param schema that names are looked up in first; null if there is none
 * @param preparesTransactions whether a two-phase commit is possible at all
 */
public record DatabaseFacts(
        String product,
        boolean isPostgreSql,
        boolean hasTransactionIds,
        @Nullable String schema,
        boolean preparesTransactions) {

    /** @throws SQLException if the database does not answer */
    public static DatabaseFacts of(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            String name = connection.getMetaData().getDatabaseProductName();
            String product = name + " " + connection.getMetaData().getDatabaseProductVersion();
            if (!name.equals("PostgreSQL")) {
                return new DatabaseFacts(product, false, false, null, false);
            }
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select to_regproc('pg_current_xact_id') is not null,"
                            + " current_schema(), coalesce(current_setting('max_prepared_transactions', true), '0')")) {
                row.next();
                return new DatabaseFacts(
                        product, true, row.getBoolean(1), row.getString(2), Long.parseLong(row.getString(3)) > 0);
            }
        }
    }
}

package io.ddp4ee.it.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;

/** The database of the tests, for those that run outside the server. */
public final class Database implements AutoCloseable {

    private final Connection connection;

    private Database(Connection connection) {
        this.connection = connection;
    }

    public static Database connect() throws SQLException {
        return new Database(DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + System.getProperty("it.database.port") + "/postgres",
                "postgres",
                "postgres"));
    }

    public Connection connection() {
        return connection;
    }

    public void execute(String statement) throws SQLException {
        try (Statement jdbc = connection.createStatement()) {
            jdbc.execute(statement);
        }
    }

    /** The first column of a query's rows. */
    public List<String> query(String query) throws SQLException {
        try (Statement jdbc = connection.createStatement();
                ResultSet rows = jdbc.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    public void awaitRow(String query) {
        Awaitility.await(query).until(() -> !query(query).isEmpty());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

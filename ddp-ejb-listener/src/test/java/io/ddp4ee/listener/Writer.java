package io.ddp4ee.listener;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

import io.ddp4ee.spi.BusConnection;
import io.ddp4ee.spi.BusStatement;

/** A connection that writes: a transaction after the other. */
final class Writer implements AutoCloseable {

    private final Connection connection;

    Writer(DataSource source) throws SQLException {
        connection = source.getConnection();
        connection.setAutoCommit(false);
    }

    /** Within the transaction, which this begins if there is none. */
    List<BusStatement> publish(BusConnection bus, Map<String, String> texts) throws SQLException {
        List<BusStatement> statements = bus.publish(transaction(), backend(), texts);
        for (BusStatement statement : statements) {
            execute(statement);
        }
        return statements;
    }

    String transaction() throws SQLException {
        return Database.query(connection, "select pg_current_xact_id()").get(0);
    }

    int backend() throws SQLException {
        return Integer.parseInt(
                Database.query(connection, "select pg_backend_pid()").get(0));
    }

    void execute(BusStatement statement) throws SQLException {
        execute(connection, statement);
    }

    static void execute(Connection connection, BusStatement statement) throws SQLException {
        try (PreparedStatement prepared =
                connection.prepareStatement(statement.sql().replaceAll("\\?[0-9]", "?"))) {
            for (int i = 0; i < statement.parameters().size(); i++) {
                prepared.setString(i + 1, statement.parameters().get(i));
            }
            prepared.executeQuery().close();
        }
    }

    Connection connection() {
        return connection;
    }

    void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

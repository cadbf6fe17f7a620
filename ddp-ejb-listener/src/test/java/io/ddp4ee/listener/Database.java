package io.ddp4ee.listener;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** The PostgreSQL that tests share; those that restart one have their own. */
final class Database {

    private static final class Shared {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Database() {}

    static int port() {
        return Shared.POSTGRES.getPort();
    }

    static DataSource source() {
        return Shared.POSTGRES.getPostgresDatabase();
    }

    static String url() {
        return url(port());
    }

    static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** The first column. */
    static List<String> query(String sql) throws SQLException {
        try (Connection connection = source().getConnection()) {
            return query(connection, sql);
        }
    }

    static List<String> query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    static void notify(String channel, String payload) throws SQLException {
        try (Connection connection = source().getConnection()) {
            Writer.execute(connection, ChunkWriter.notify(channel, payload));
        }
    }
}

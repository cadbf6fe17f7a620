package io.ddp4ee.benchmarks.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import io.ddp4ee.examples.bookstore.Book;

/** A PostgreSQL of its own. What is asked is told apart by the user, which each server has for itself, and the database. */
public final class Database implements AutoCloseable {

    /** The password of every user. */
    public static final String PASSWORD = "benchmarks";

    /** For its start, on a machine that is busy. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String STATEMENTS = "select s.query, sum(s.calls) from pg_stat_statements s"
            + " join pg_roles r on r.oid = s.userid join pg_database d on d.oid = s.dbid"
            + " where r.rolname = ? and d.datname = ? group by s.query order by s.query";

    private final EmbeddedPostgres postgres;
    private final int port;

    private Database(EmbeddedPostgres postgres, int port) {
        this.postgres = postgres;
        this.port = port;
    }

    /** @param data a directory that is emptied */
    public static Database start(int port, Path data) throws IOException, SQLException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(true)
                .setPGStartupWait(PATIENCE)
                .setServerConfig("max_connections", "400")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                // Queries, that is: no transactions' begins and ends.
                .setServerConfig("pg_stat_statements.track_utility", "off")
                .start();
        Database database = new Database(postgres, port);
        database.execute("postgres", "create extension pg_stat_statements");
        return database;
    }

    public int port() {
        return port;
    }

    /** A user who may do everything. */
    public void createUser(String name) throws SQLException {
        execute("postgres", "create role " + name + " superuser login password '" + PASSWORD + "'");
    }

    /** A database with the bookstore's tables: authors from 1 on with a book each, of the same number. */
    public void createBookstore(String name, int authors) throws IOException, SQLException {
        execute("postgres", "create database " + name);
        execute(name, tables());
        execute(name, "create index on author (email)");
        execute(
                name,
                "insert into author (id, name, email) select i, 'Author ' || i, 'author-' || i || '@example.org'"
                        + " from generate_series(1, " + authors + ") i");
        execute(
                name,
                "insert into book (id, title, price, author_id) select i, 'Book ' || i, 10, i"
                        + " from generate_series(1, " + authors + ") i");
    }

    /** One more author. */
    public void addAuthor(String name, String email, int books) throws SQLException {
        execute(
                name,
                "with a as (insert into author (name, email, id) values ('Prolific', '" + email
                        + "', (select max(id) + 1 from author)) returning id)"
                        + " insert into book (id, title, price, author_id) select (select max(id) from book) + i, 'Volume ' || i,"
                        + " 10, a.id from a, generate_series(1, " + books + ") i");
        execute(name, "vacuum analyze");
    }

    /** As the bookstore's own script makes them. */
    private static String tables() throws IOException {
        try (InputStream script = Book.class.getResourceAsStream("/META-INF/create.sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** How often a user has asked a database each query, by its text. */
    public Map<String, Long> queries(String user, String name) throws SQLException {
        try (Connection connection = connection("postgres");
                PreparedStatement statements = connection.prepareStatement(STATEMENTS)) {
            statements.setString(1, user);
            statements.setString(2, name);
            Map<String, Long> queries = new LinkedHashMap<>();
            try (ResultSet result = statements.executeQuery()) {
                while (result.next()) {
                    queries.put(result.getString(1), result.getLong(2));
                }
            }
            return queries;
        }
    }

    public String version() throws SQLException {
        try (Connection connection = connection("postgres")) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    private void execute(String name, String sql) throws SQLException {
        try (Connection connection = connection(name);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connection(String name) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://localhost:" + port + "/" + name, "postgres", "postgres");
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}

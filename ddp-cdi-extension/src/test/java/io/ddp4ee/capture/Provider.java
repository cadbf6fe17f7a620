package io.ddp4ee.capture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceProvider;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.hibernate.jpa.HibernatePersistenceProvider;

/** The persistence providers that we know. */
public enum Provider {
    ECLIPSELINK,
    HIBERNATE;

    /** One server for all tests, until the JVM ends. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();
        static final AtomicInteger DATABASES = new AtomicInteger();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A unit of these entities, over a new database with their tables. */
    EntityManagerFactory factory(List<Class<?>> entities, Map<String, String> more) {
        String database = "capture_" + Server.DATABASES.incrementAndGet();
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + database);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Map<String, String> all = new HashMap<>(more);
        all.put("jakarta.persistence.schema-generation.database.action", "create");
        all.put("eclipselink.weaving", "false");
        all.put("eclipselink.logging.level", "OFF");
        UnitInfo info = new UnitInfo(database, Server.POSTGRES.getDatabase("postgres", database), entities);
        return provider().createContainerEntityManagerFactory(info, all);
    }

    private PersistenceProvider provider() {
        return this == HIBERNATE
                ? new HibernatePersistenceProvider()
                : new org.eclipse.persistence.jpa.PersistenceProvider();
    }
}

package io.ddp4ee.matching.jpa;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import io.ddp4ee.persistence.EntityManagerRows;
import io.ddp4ee.persistence.PersistenceXml;
import io.ddp4ee.persistence.Rows;
import io.ddp4ee.persistence.Transactions.Work;
import io.ddp4ee.persistence.Unit;

/** The warehouse in databases of several collations, through each of the persistence providers. */
enum WarehouseDatabase {
    ECLIPSELINK_C("eclipselink", Locales.C),
    HIBERNATE_C("hibernate", Locales.C),
    ECLIPSELINK_ICU("eclipselink", Locales.ICU),
    HIBERNATE_ICU("hibernate", Locales.ICU);

    private static final class Locales {
        static final String C = "locale_provider libc locale 'C'";
        static final String ICU = "locale_provider icu icu_locale 'en-US' locale 'C'";
    }

    /** One server for all, stopped by a shutdown hook of its own. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final Map<WarehouseDatabase, Unit> UNITS = new ConcurrentHashMap<>();

    private final String provider;
    private final String locale;

    WarehouseDatabase(String provider, String locale) {
        this.provider = provider;
        this.locale = locale;
    }

    boolean isByCodePoint() {
        return locale.equals(Locales.C);
    }

    Unit unit() {
        return UNITS.computeIfAbsent(this, WarehouseDatabase::open);
    }

    private Unit open() {
        String name = name().toLowerCase(Locale.ROOT);
        try (var connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " template template0 encoding 'UTF8' " + locale);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Map<String, String> connection = Map.of(
                "jakarta.persistence.jdbc.url",
                Server.POSTGRES.getJdbcUrl("postgres", name),
                "jakarta.persistence.jdbc.user",
                "postgres",
                "jakarta.persistence.jdbc.password",
                "postgres",
                "eclipselink.session-name",
                name);
        EntityManagerFactory factory = Persistence.createEntityManagerFactory("warehouse-" + provider, connection);
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return new Unit(PersistenceXml.read(loader).get("warehouse-" + provider), factory, null);
    }

    <T> T call(Work<T> work) {
        try {
            return unit().transactions().call(work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    <T> T read(Function<Rows, T> work) {
        return call(entityManager -> work.apply(new EntityManagerRows(entityManager)));
    }

    List<Object[]> select(String jpql, List<?> parameters) {
        return read(rows -> rows.select(jpql, parameters));
    }

    void sql(String statement) {
        call(entityManager -> entityManager.createNativeQuery(statement).executeUpdate());
    }

    Columns columns() {
        return new DatabaseColumns(unit().entities(), this::read, read(Collations::read));
    }

    boolean isHibernate() {
        return provider.equals("hibernate");
    }
}

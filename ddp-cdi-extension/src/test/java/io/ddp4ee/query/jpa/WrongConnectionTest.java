package io.ddp4ee.query.jpa;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ddp4ee.LiveQuery;
import io.ddp4ee.binding.Binder;
import io.ddp4ee.binding.EjsonJsonb;
import io.ddp4ee.document.DocumentShapes;
import io.ddp4ee.fixture.Shop.Tag;
import io.ddp4ee.persistence.EntityIds;
import io.ddp4ee.persistence.PersistenceXml;
import io.ddp4ee.persistence.Unit;
import io.ddp4ee.query.QueryResult;
import io.ddp4ee.query.QueryResult.Unanswered;
import io.ddp4ee.wanted.WantedPlaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A data source that leads to the wrong server, or to several connections in one transaction. */
class WrongConnectionTest {

    @TempDir
    Path directory;

    private EmbeddedPostgres start() throws Exception {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false)
                .start();
    }

    private static List<QueryResult> read(EmbeddedPostgres postgres, String schemaAction, String options)
            throws Exception {
        Map<String, String> properties = Map.of(
                "jakarta.persistence.jdbc.url",
                postgres.getJdbcUrl("postgres", "postgres") + options,
                "jakarta.persistence.jdbc.user",
                "postgres",
                "jakarta.persistence.jdbc.password",
                "postgres",
                "jakarta.persistence.schema-generation.database.action",
                schemaAction);
        try (EntityManagerFactory factory = Persistence.createEntityManagerFactory("hibernate", properties)) {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            Unit unit = new Unit(PersistenceXml.read(loader).get("hibernate"), factory, null);
            DocumentShapes shapes = new DocumentShapes(unit, EjsonJsonb.create(), type -> null);
            shapes.add(unit.entities().of(Tag.class), Tag.class.getDeclaredAnnotation(io.ddp4ee.DdpCollection.class));
            EntityQueries queries =
                    new EntityQueries(unit, shapes, new Binder(EjsonJsonb.create()), new WantedPlaces());
            return new UnitDatabase(new EntityIds(unit), 10, 1000)
                    .read(List.of(queries.bind(LiveQuery.of(Tag.class), List.of(), null)
                            .orElseThrow()));
        }
    }

    @Test
    void standby_isNotRead() throws Exception {
        start().close();
        Files.createFile(directory.resolve("data").resolve("standby.signal"));

        try (EmbeddedPostgres standby = start()) {
            assertThatThrownBy(() -> read(standby, "none", ""))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("leads to a standby");
        }
    }

    /** Such a pooler cannot be had here; so the database says what it would say through one. */
    @Test
    void transactionThatIsSpreadOverConnections_isNoAnswer() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create schema spread");
                statement.execute("create function spread.pg_backend_pid() returns int volatile language sql"
                        + " as 'select cast(random() * 1000000000 as int)'");
            }

            assertThat(read(postgres, "create", "&options=-c%20search_path=public,spread,pg_catalog"))
                    .singleElement()
                    .isInstanceOfSatisfying(Unanswered.class, unanswered -> {
                        assertThat(unanswered.blamed()).isFalse();
                        assertThat(unanswered.cause()).hasMessageContaining("went to several connections");
                    });
        }
    }
}

package io.ddp4ee.listener;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

import io.ddp4ee.spi.BusCluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/** Behind PgBouncer in transaction mode a connection that listens hears nothing, and nobody says so. */
@Timeout(120)
class PoolerTest {

    private static final Duration SILENCE = Duration.ofSeconds(1);

    @TempDir
    private Path directory;

    private PgBouncer pooler;
    private PGSimpleDataSource source;

    @BeforeEach
    void start() throws Exception {
        assumeThat(PgBouncer.program())
                .as(
                        "PgBouncer is not installed (Debian: apt-get install pgbouncer), so what happens behind it is not tested")
                .isPresent();
        Database.port();
        pooler = new PgBouncer(directory);
        source = new PGSimpleDataSource();
        source.setUrl(pooler.url());
        source.setUser("postgres");
        await().ignoreExceptionsInstanceOf(SQLException.class).until(() -> {
            try (Connection connection = source.getConnection()) {
                return connection.isValid(1);
            }
        });
    }

    @AfterEach
    void stop() {
        if (pooler != null) {
            pooler.close();
        }
    }

    private void assertRefused(BusCluster cluster) throws Exception {
        try (Server server = Server.of(cluster, new RecordingReceiver(source))) {
            assertThatThrownBy(server::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("PgBouncer")
                    .hasMessageContaining("ddp.listen.url");
            assertThat(server.threads().alive()).isEmpty();
            assertThat(server.receiver().states()).isEmpty();
        }
    }

    @Test
    void dataSourceBehindThePooler_isRefused_andTheMessageSaysWhatToDo() throws Exception {
        assertRefused(Server.newCluster(source, null, SILENCE));
    }

    @Test
    void addressOfThePooler_isRefused_andTheMessageSaysWhatToDo() throws Exception {
        assertRefused(Server.newCluster(source, pooler.url(), SILENCE));
    }

    @Test
    void addressOfTheDatabase_hearsWhatIsWrittenThroughThePooler() throws Exception {
        try (Server server = Server.of(
                        Server.newCluster(source, Database.url(), SILENCE), new RecordingReceiver(source))
                .start()) {
            server.write(source, server.common(), "hello");

            await().untilAsserted(() -> assertThat(server.receiver().texts()).containsExactly(List.of("hello")));
        }
    }
}

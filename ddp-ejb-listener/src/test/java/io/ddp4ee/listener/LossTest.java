package io.ddp4ee.listener;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

import io.ddp4ee.spi.BusStatement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** However the connection is lost: it is told, and afterwards everything arrives again. */
@Timeout(180)
class LossTest {

    private static final Duration SILENCE = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(60);

    private static void assertRecovery(Server server) throws Exception {
        await().atMost(LONG).untilAsserted(() -> assertThat(server.receiver().states())
                .startsWith("established", "lost", "established"));
        server.write(server.common(), "after");
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(server.receiver().texts()).contains(List.of("after")));
    }

    @Test
    void terminatedBackend_isLostAndReplaced() throws Exception {
        try (Server server = Server.of(Server.newCluster()).start()) {
            server.terminateBackends();

            assertRecovery(server);
            assertThat(server.receiver().states()).containsExactly("established", "lost", "established");
        }
    }

    @Test
    void terminatedBackendOfTheDataSource_isLostAndReplaced() throws Exception {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(Database.url());
        source.setUser("postgres");
        source.setApplicationName("terminatedBackendOfTheDataSource");
        try (Server server = Server.of(Server.newCluster(source, null, SILENCE)).start()) {
            Database.query("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where application_name = 'terminatedBackendOfTheDataSource'");

            assertRecovery(server);
        }
    }

    @Test
    void restartOfPostgreSql_isLostAndReplaced(@TempDir Path directory) throws Exception {
        EmbeddedPostgres postgres = postgres(directory.resolve("data"), 0);
        int port = postgres.getPort();
        try (Server server = Server.of(
                Server.newCluster(postgres.getPostgresDatabase(), Database.url(port), SILENCE),
                new RecordingReceiver(postgres.getPostgresDatabase()))) {
            server.start();
            postgres.close();
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(server.receiver().states()).startsWith("established", "lost"));
            postgres = postgres(directory.resolve("data"), port);

            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(server.receiver().states())
                            .containsExactly("established", "lost", "established"));
            server.write(postgres.getPostgresDatabase(), server.common(), "after");
            await().untilAsserted(() -> assertThat(server.receiver().texts()).containsExactly(List.of("after")));
        } finally {
            postgres.close();
        }
    }

    private static EmbeddedPostgres postgres(Path data, int port) throws Exception {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    @Test
    void databaseThatIsNotThereAtStart_isListenedToWhenItIs() throws Exception {
        try (TcpProxy proxy = new TcpProxy(Database.port())) {
            int port = proxy.port();
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(Database.url(port) + "?user=postgres&socketTimeout=1&loginTimeout=0");
            proxy.stallAfter(0);
            try (Server server =
                    Server.of(Server.newCluster(source, null, SILENCE)).start()) {
                assertThat(server.receiver().states()).isEmpty();
                proxy.heal();

                await().atMost(LONG)
                        .untilAsserted(
                                () -> assertThat(server.receiver().states()).containsExactly("established"));
            }
        }
    }

    @Test
    void cutConnection_isLostAndReplaced() throws Exception {
        try (TcpProxy proxy = new TcpProxy(Database.port());
                Server server = Server.of(
                                Server.newCluster(Database.source(), Database.url(proxy.port()), Duration.ofHours(1)))
                        .start()) {
            proxy.cut();

            assertRecovery(server);
        }
    }

    @Test
    void connectionThatStallsInSilence_isLostAndReplaced() throws Exception {
        try (TcpProxy proxy = new TcpProxy(Database.port());
                Server server = Server.of(Server.newCluster(Database.source(), Database.url(proxy.port()), SILENCE))
                        .start()) {
            proxy.stallAfter(0);
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(server.receiver().states()).startsWith("established", "lost"));
            proxy.heal();

            assertRecovery(server);
            assertThat(server.receiver().reasons().get(0)).contains("did not arrive");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void connectionThatStallsWithinAMessage_isLostAndReplaced(boolean direct) throws Exception {
        try (TcpProxy proxy = new TcpProxy(Database.port())) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(Database.url(proxy.port()));
            source.setUser("postgres");
            String url = direct ? Database.url(proxy.port()) : null;
            try (Server server = Server.of(Server.newCluster(direct ? Database.source() : source, url, SILENCE))
                    .start()) {
                proxy.stallAfter(100);
                server.write(server.common(), "x".repeat(5000));
                await().atMost(LONG)
                        .untilAsserted(
                                () -> assertThat(server.receiver().states()).startsWith("established", "lost"));
                proxy.heal();

                assertRecovery(server);
            }
        }
    }

    @Test
    void busyChannel_doesNotHideThatTheOwnMessagesAreLost() throws Exception {
        // The application's data source leads somewhere, but not to where this server listens.
        AtomicInteger probes = new AtomicInteger();
        RecordingReceiver receiver = new RecordingReceiver(Database.source()) {
            @Override
            public void execute(BusStatement statement) throws Exception {
                if (probes.incrementAndGet() == 1) {
                    super.execute(statement);
                }
            }
        };
        try (Server server = Server.of(Server.newCluster(Database.source(), Database.url(), SILENCE), receiver);
                Server stranger = Server.of(Server.withSecret(server.cluster(), "another"))) {
            server.start();
            await().atMost(LONG).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
                stranger.write(server.common(), "noise");
                assertThat(receiver.states()).startsWith("established", "lost");
            });
        }
    }

    @Test
    void probeThatCannotBeSent_isALoss() throws Exception {
        AtomicInteger probes = new AtomicInteger();
        RecordingReceiver receiver = new RecordingReceiver(Database.source()) {
            @Override
            public void execute(BusStatement statement) throws Exception {
                if (probes.incrementAndGet() == 2) {
                    throw new IllegalStateException("thrown by the test");
                }
                super.execute(statement);
            }
        };
        try (Server server = Server.of(Server.newCluster(Database.source(), Database.url(), SILENCE), receiver)) {
            server.start();

            assertRecovery(server);
            assertThat(receiver.reasons()).first().asString().contains("could not be sent");
        }
    }

    @Test
    void receiverThatThrowsWhenItIsEstablished_isToldAgain() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        RecordingReceiver receiver = new RecordingReceiver(Database.source()) {
            @Override
            public void established() {
                if (calls.incrementAndGet() < 3) {
                    throw new IllegalStateException("thrown by the test");
                }
                super.established();
            }
        };
        try (Server server = Server.of(Server.newCluster(), receiver).start()) {
            await().untilAsserted(() -> assertThat(receiver.states()).containsExactly("lost", "lost", "established"));
            server.write(server.common(), "after");
            await().untilAsserted(() -> assertThat(receiver.texts()).containsExactly(List.of("after")));
        }
    }

    @Test
    void receiverThatThrowsAnError_doesNotEndTheListening() throws Exception {
        RecordingReceiver receiver = new RecordingReceiver(Database.source()) {
            @Override
            public void received(String transaction, List<String> texts) {
                if (texts.contains("fatal")) {
                    throw new StackOverflowError("thrown by the test");
                }
                super.received(transaction, texts);
            }
        };
        try (Server server = Server.of(Server.newCluster(), receiver).start()) {
            server.write(server.common(), "fatal");

            assertRecovery(server);
        }
    }
}

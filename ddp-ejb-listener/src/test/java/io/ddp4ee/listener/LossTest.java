package io.ddp4ee.listener;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

import io.ddp4ee.spi.BusStatement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
            assertThat(server.threads().names())
                    .as("two at first, and one for the second connection")
                    .hasSize(3);
            await().untilAsserted(() -> assertThat(server.threads().alive()).hasSize(2));
        }
    }

    @Test
    void containerThatGivesNoMoreThreads_isListenedInAllTheSame() throws Exception {
        try (Server server = Server.of(Server.newCluster()).start()) {
            server.threads().refuse();
            server.terminateBackends();

            assertRecovery(server);
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

    /** The application's data source leads somewhere, but not to where this server listens. */
    private static final class Misled extends RecordingReceiver {
        private final AtomicInteger failures;

        /** @param failures before probes are taken at all */
        Misled(int failures) {
            super(Database.source());
            this.failures = new AtomicInteger(failures);
        }

        @Override
        public void execute(BusStatement statement) {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("thrown by the test");
            }
        }
    }

    @Test
    void busyCluster_doesNotHideThatTheOwnMessagesAreLost() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (Server other = Server.of(Server.newCluster()).start();
                Server server = Server.of(other.cluster(), new Misled(0))) {
            Future<?> noise = executor.submit(() -> {
                while (!enough.get()) {
                    other.write(other.common(), "noise");
                }
                return null;
            });

            assertThatThrownBy(server::start).hasMessageContaining("ddp.listen.url");
            enough.set(true);
            noise.get();
        } finally {
            enough.set(true);
            executor.shutdown();
        }
    }

    @Test
    void probeThatDoesNotArriveAfterAnotherFailure_isLoggedWithWhatToDo() throws Exception {
        List<LogRecord> records = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                records.add(logged);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(Listening.class.getName());
        logger.addHandler(handler);
        try (Server server = Server.of(Server.newCluster(), new Misled(1)).start()) {
            await().atMost(LONG).untilAsserted(() -> assertThat(records)
                    .filteredOn(logged ->
                            logged.getMessage().contains(server.cluster().name()))
                    .extracting(logged -> logged.getThrown().getMessage())
                    .satisfiesExactly(
                            first -> assertThat(first).contains("could not be sent"),
                            second -> assertThat(second).contains("PgBouncer", "ddp.listen.url")));
        } finally {
            logger.removeHandler(handler);
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

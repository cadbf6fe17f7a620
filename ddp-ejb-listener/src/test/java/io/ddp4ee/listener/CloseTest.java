package io.ddp4ee.listener;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ddp4ee.spi.BusStatement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What is open gives back every thread and connection, whatever it was about to do. */
@Timeout(120)
class CloseTest {

    private static HikariDataSource pool(int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(Database.url());
        config.setUsername("postgres");
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(60_000);
        config.setAutoCommit(false);
        return new HikariDataSource(config);
    }

    private static void assertNothingIsLeft(Server server) {
        await().untilAsserted(() -> {
            assertThat(server.threads().alive()).isEmpty();
            assertThat(server.backends()).isEmpty();
        });
    }

    /** Its data source begins to send, and waits for ever. */
    private static RecordingReceiver neverAnswering(Runnable begun) {
        return new RecordingReceiver(Database.source()) {
            @Override
            public void execute(BusStatement statement) throws InterruptedException {
                begun.run();
                new CountDownLatch(1).await();
            }
        };
    }

    @Test
    void directConnection_isGoneWithItsThreads() throws Exception {
        Server server = Server.of(Server.newCluster()).start();
        String name = server.cluster().name();
        assertThat(server.threads().names()).containsExactlyInAnyOrder("ddp-listen-" + name, "ddp-probe-" + name);
        assertThat(server.backends()).hasSize(1);

        server.close();
        server.close();

        assertNothingIsLeft(server);
        assertThat(server.receiver().states()).containsExactly("established");
    }

    @Test
    void connectionOfAPool_isGivenBackAsItWas() throws Exception {
        try (HikariDataSource pool = pool(1)) {
            Server server = Server.of(Server.newCluster(pool, null, Duration.ofHours(1)))
                    .start();
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isEqualTo(1);
            server.close();

            assertNothingIsLeft(server);
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
            try (var connection = pool.getConnection()) {
                assertThat(connection.getAutoCommit()).isFalse();
                assertThat(Database.query(connection, "select pg_listening_channels()"))
                        .isEmpty();
                assertThat(Database.query(
                                connection, "select source from pg_settings where name = 'idle_session_timeout'"))
                        .containsExactly("default");
            }
        }
    }

    @Test
    void lostConnectionOfAPool_isNotGivenToAnybodyElse() throws Exception {
        try (HikariDataSource pool = pool(1);
                Server server = Server.of(Server.newCluster(pool, null, Duration.ofHours(1)))
                        .start()) {
            Database.query("select pg_terminate_backend(pid) from pg_stat_activity" + " where query like '%"
                    + server.common() + "%' and pid <> pg_backend_pid()");
            String listening = "select pid from pg_stat_activity where state = 'idle' and query like 'listen%"
                    + server.cluster().name() + "%'";
            await().untilAsserted(() -> {
                assertThat(server.receiver().states()).startsWith("established");
                assertThat(Database.query(listening)).hasSize(1);
            });
        }
    }

    @Test
    void whileTheDatabaseIsAway_closeEndsTheRetries() throws Exception {
        try (TcpProxy proxy = new TcpProxy(Database.port())) {
            Server server = Server.of(
                            Server.newCluster(Database.source(), Database.url(proxy.port()), Duration.ofHours(1)))
                    .start();
            proxy.vanish();
            await().untilAsserted(() -> assertThat(server.receiver().states()).containsExactly("established", "lost"));
            server.close();

            assertNothingIsLeft(server);
        }
    }

    @Test
    void whileANewConnectionIsMade_closeEndsItToo() throws Exception {
        try (TcpProxy proxy = new TcpProxy(Database.port())) {
            Server server = Server.of(
                            Server.newCluster(Database.source(), Database.url(proxy.port()), Duration.ofHours(1)))
                    .start();
            proxy.stallAfter(0);
            proxy.cut();
            await().untilAsserted(() -> assertThat(server.receiver().states()).containsExactly("established", "lost"));
            server.close();

            assertNothingIsLeft(server);
            assertThat(server.receiver().states()).containsExactly("established", "lost");
        }
    }

    @Test
    void whileThePoolIsExhausted_closeEndsTheWaiting() throws Exception {
        try (HikariDataSource pool = pool(1);
                var only = pool.getConnection()) {
            Server server = Server.of(Server.newCluster(pool, null, Duration.ofHours(1)));
            Thread starting = new Thread(server::start);
            starting.start();
            await().until(() -> pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == 1);
            server.close();

            starting.join();
            assertNothingIsLeft(server);
            assertThat(only.isValid(1)).isTrue();
        }
    }

    @Test
    void whileAProbeWaits_closeEndsIt() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        RecordingReceiver receiver = neverAnswering(waiting::countDown);
        Server server = Server.of(Server.newCluster(), receiver);
        Thread starting = new Thread(server::start);
        starting.start();
        waiting.await();
        server.close();

        starting.join();
        assertNothingIsLeft(server);
        assertThat(receiver.states()).isEmpty();
    }

    @Test
    void dataSourceThatNeverAnswers_occupiesOneThread() throws Exception {
        AtomicInteger waiting = new AtomicInteger();
        RecordingReceiver receiver = neverAnswering(waiting::incrementAndGet);
        // Gives the first attempt up after silence and timeout, and goes on.
        try (Server server = Server.of(
                        Server.newCluster(Database.source(), Database.url(), Duration.ofMillis(100)), receiver)
                .start()) {
            List<String> first = server.backends();
            await().untilAsserted(() -> assertThat(server.backends()).hasSize(1).isNotEqualTo(first));

            assertThat(waiting).hasValue(1);
            assertThat(server.threads().alive()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void closeAtAnyMomentOfAReconnect_leavesNothing(int attempt) throws Exception {
        Server server = Server.of(Server.newCluster()).start();
        server.terminateBackends();
        if (attempt > 0) {
            await().until(() -> server.receiver().states().size() > attempt % 3);
        }
        server.close();
        int events = server.receiver().events().size();

        assertNothingIsLeft(server);
        assertThat(server.receiver().events()).hasSize(events);
    }

    @Test
    void containerThatInterruptsItsThreads_endsTheListening() throws Exception {
        Server server = Server.of(Server.newCluster()).start();
        server.threads().interrupt();

        assertNothingIsLeft(server);
        server.close();
    }

    @Test
    void interruptedStart_isRefusedAndLeavesNothing() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        RecordingReceiver receiver = neverAnswering(waiting::countDown);
        Server server = Server.of(Server.newCluster(), receiver);
        Thread starter = Thread.currentThread();
        Thread interrupter = new Thread(() -> {
            try {
                waiting.await();
                starter.interrupt();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        interrupter.start();

        assertThatThrownBy(server::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Interrupted");
        assertThat(Thread.interrupted()).isTrue();
        interrupter.join();
        assertNothingIsLeft(server);
    }

    @Test
    void closeOfOneServer_doesNotTouchAnother() throws Exception {
        Server server = Server.of(Server.newCluster()).start();
        try (Server other = Server.of(server.cluster()).start()) {
            server.close();
            other.write(other.common(), "still here");

            await().untilAsserted(() -> assertThat(other.receiver().texts()).containsExactly(List.of("still here")));
            assertThat(server.receiver().texts()).isEmpty();
        }
    }
}

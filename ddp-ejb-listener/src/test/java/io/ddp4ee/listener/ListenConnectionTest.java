package io.ddp4ee.listener;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

import io.ddp4ee.spi.BusCluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(120)
class ListenConnectionTest {

    /** What the driver reads at once, and half as much again for what it finds read already. */
    private static final long MOST_AT_ONCE = 3L << 19;

    private final Watch watch = new Watch(Duration.ofSeconds(10));

    private static String common(BusCluster cluster) {
        return cluster.channels().iterator().next();
    }

    private static long bytes(List<Notification> notifications) {
        return notifications.stream()
                .mapToLong(notification -> notification.payload().length())
                .sum();
    }

    @Test
    void withoutAnAddress_theDataSourceIsListenedTo() throws Exception {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(Database.url());
        source.setUser("postgres");
        source.setApplicationName("withoutAnAddress");
        BusCluster cluster = Server.newCluster(source, null, Duration.ofHours(1));
        try (ListenConnection connection = ListenConnection.open(cluster, watch)) {
            Database.notify(common(cluster), "hello");

            assertThat(connection.await(10_000))
                    .extracting(Notification::payload)
                    .containsExactly("hello");
            assertThat(Database.query("select state from pg_stat_activity where application_name = 'withoutAnAddress'"))
                    .containsExactly("idle");
        }
    }

    /** Of a pool that does not look at what it is given back. */
    private static DataSource pool(Connection real) {
        return new PGSimpleDataSource() {
            private static final long serialVersionUID = 1L;

            @Override
            public Connection getConnection() {
                return (Connection) Proxy.newProxyInstance(
                        ListenConnectionTest.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, arguments) ->
                                method.getName().equals("close") ? null : method.invoke(real, arguments));
            }
        };
    }

    @Test
    void connectionThatBeginsTransactions_hearsAllTheSame_andIsGivenBackAsItWas() throws Exception {
        try (Connection real = Database.source().getConnection()) {
            real.setAutoCommit(false);
            BusCluster cluster = Server.newCluster(pool(real), null, Duration.ofHours(1));
            try (ListenConnection connection = ListenConnection.open(cluster, watch)) {
                Database.notify(common(cluster), "hello");

                assertThat(connection.await(10_000)).hasSize(1);
            }
            assertThat(real.getAutoCommit()).isFalse();
        }
    }

    @Test
    void connectionThatMayBeBroken_isEndedWhateverThePoolDoes() throws Exception {
        try (Connection real = Database.source().getConnection()) {
            BusCluster cluster = Server.newCluster(pool(real), null, Duration.ofHours(1));

            ListenConnection.open(cluster, watch).discard();

            assertThat(real.isClosed()).isTrue();
        }
    }

    @Test
    void withAnAddress_theDataSourceKeepsItsConnections() throws Exception {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(Database.url());
        source.setUser("postgres");
        source.setApplicationName("withAnAddress");
        BusCluster cluster = Server.newCluster(source, Database.url(), Duration.ofHours(1));
        try (ListenConnection connection = ListenConnection.open(cluster, watch)) {
            Database.notify(common(cluster), "hello");

            assertThat(connection.await(10_000)).hasSize(1);
            assertThat(Database.query("select state from pg_stat_activity where application_name = 'withAnAddress'"))
                    .isEmpty();
        }
    }

    @Test
    void addressOfAnotherKind_isRefusedWithItsName() {
        BusCluster cluster = Server.newCluster(Database.source(), "jdbc:other:thing", Duration.ofHours(1));

        assertThatThrownBy(() -> ListenConnection.open(cluster, watch))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("ddp.listen.url")
                .hasMessageContaining("jdbc:other:thing");
    }

    @Test
    void backendOfTheNotification_isTold() throws Exception {
        BusCluster cluster = Server.newCluster();
        try (ListenConnection connection = ListenConnection.open(cluster, watch);
                Writer writer = new Writer(Database.source())) {
            writer.execute(ChunkWriter.notify(common(cluster), "hello"));
            writer.commit();

            assertThat(connection.await(10_000))
                    .containsExactly(new Notification(common(cluster), "hello", writer.backend()));
        }
    }

    @Test
    void idleSessionTimeoutOfTheServer_doesNotEndIt() throws Exception {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(Database.url());
        source.setUser("postgres");
        source.setOptions("-c idle_session_timeout=200");
        BusCluster cluster = Server.newCluster(source, null, Duration.ofHours(1));
        try (ListenConnection connection = ListenConnection.open(cluster, watch)) {
            // Several times as long as it would live.
            assertThat(connection.await(1_000)).isEmpty();
            Database.notify(common(cluster), "hello");

            assertThat(connection.await(10_000)).hasSize(1);
        }
    }

    @Test
    void streamWithoutAGap_isHandedOnBeforeItEnds_andInSmallPieces() throws Exception {
        BusCluster cluster = Server.newCluster();
        int count = 10_000;
        int length = 5_000;
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (ListenConnection connection = ListenConnection.open(cluster, watch)) {
            Future<?> sent = executor.submit(() -> Database.query("select pg_notify('" + common(cluster)
                    + "', repeat('x', " + length + ") || i) from generate_series(1, " + count + ") i"));
            int received = 0;
            while (received < count) {
                List<Notification> notifications = connection.await(10_000);
                assertThat(bytes(notifications)).isLessThan(MOST_AT_ONCE);
                for (Notification notification : notifications) {
                    received++;
                    assertThat(notification.payload().substring(length)).isEqualTo(Integer.toString(received));
                }
            }
            sent.get();
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void whileWritersGoOnWithoutEnd_itReturns() throws Exception {
        BusCluster cluster = Server.newCluster();
        AtomicBoolean enough = new AtomicBoolean();
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try (ListenConnection connection = ListenConnection.open(cluster, watch)) {
            List<Future<?>> writers = List.of(
                    executor.submit(() -> writeUntil(enough, common(cluster))),
                    executor.submit(() -> writeUntil(enough, common(cluster))));
            int returned = 0;
            while (returned < 20) {
                returned += connection.await(10_000).isEmpty() ? 0 : 1;
            }
            assertThat(writers).noneMatch(Future::isDone);
            enough.set(true);
            for (Future<?> writer : writers) {
                writer.get();
            }
        } finally {
            enough.set(true);
            executor.shutdown();
        }
    }

    private static Void writeUntil(AtomicBoolean enough, String channel) throws Exception {
        try (Writer writer = new Writer(Database.source())) {
            for (int i = 0; !enough.get(); i++) {
                writer.execute(ChunkWriter.notify(channel, Integer.toString(i)));
                writer.commit();
            }
            return null;
        }
    }
}

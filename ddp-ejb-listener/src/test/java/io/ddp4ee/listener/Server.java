package io.ddp4ee.listener;

import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

import org.awaitility.Awaitility;

import io.ddp4ee.spi.BusCluster;
import io.ddp4ee.spi.BusConnection;

/** A server of a cluster, with what it hears. */
final class Server implements AutoCloseable {

    static final String SECRET = "a secret";

    static {
        // Nothing here takes so long, but on a machine that is busy with something else.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    private final BusCluster cluster;
    private final RecordingReceiver receiver;
    private final ContainerThreads threads = new ContainerThreads();
    private final Listening listening;

    private Server(BusCluster cluster, RecordingReceiver receiver) {
        this.cluster = cluster;
        this.receiver = receiver;
        this.listening = new Listening(cluster, receiver, threads);
    }

    static Server of(BusCluster cluster) {
        return of(cluster, new RecordingReceiver(Database.source()));
    }

    static Server of(BusCluster cluster, RecordingReceiver receiver) {
        return new Server(cluster, receiver);
    }

    Server start() {
        listening.start();
        return this;
    }

    /** A cluster of its own that listens directly, and is never silent for long enough to be probed. */
    static BusCluster newCluster() {
        return newCluster(Database.source(), Database.url(), Duration.ofHours(1));
    }

    static BusCluster newCluster(DataSource source, String url, Duration silence) {
        String name = "test" + UUID.randomUUID().toString().substring(0, 8);
        Set<String> channels = new LinkedHashSet<>(List.of("ddp_" + name, "ddp_" + name + "_Bücher\""));
        String user = url == null ? null : "postgres";
        return new BusCluster(name, channels, SECRET, source, url, user, user, silence);
    }

    static BusCluster withSecret(BusCluster cluster, String secret) {
        return new BusCluster(
                cluster.name(),
                cluster.channels(),
                secret,
                cluster.dataSource(),
                cluster.url(),
                cluster.user(),
                cluster.password(),
                cluster.silence());
    }

    String common() {
        return List.copyOf(cluster.channels()).get(0);
    }

    String books() {
        return List.copyOf(cluster.channels()).get(1);
    }

    BusCluster cluster() {
        return cluster;
    }

    RecordingReceiver receiver() {
        return receiver;
    }

    ContainerThreads threads() {
        return threads;
    }

    BusConnection bus() {
        return listening;
    }

    /** Publishes and commits. */
    void write(String channel, String text) throws SQLException {
        write(Database.source(), channel, text);
    }

    void write(DataSource source, String channel, String text) throws SQLException {
        try (Writer writer = new Writer(source)) {
            writer.publish(listening, Map.of(channel, text));
            writer.commit();
        }
    }

    /** The back ends that listen for this cluster over connections of their own. */
    List<String> backends() throws SQLException {
        return Database.query(
                "select pid from pg_stat_activity where application_name = 'ddp4ee " + cluster.name() + "'");
    }

    void terminateBackends() throws SQLException {
        Database.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'ddp4ee "
                + cluster.name() + "'");
    }

    @Override
    public void close() {
        listening.close();
    }
}

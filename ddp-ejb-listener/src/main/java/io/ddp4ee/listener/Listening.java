package io.ddp4ee.listener;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import io.ddp4ee.spi.BusCluster;
import io.ddp4ee.spi.BusConnection;
import io.ddp4ee.spi.BusReceiver;
import io.ddp4ee.spi.BusStatement;

/**
 * Listens for one cluster, on a thread of the container and a connection of its own, until it is closed. It only ever
 * reads: whatever may wait for something else is done by other threads.
 */
final class Listening implements BusConnection {

    private static final Logger LOG = System.getLogger(Listening.class.getName());

    /** How soon a request to stop is noticed. */
    private static final int POLL_MILLIS = 500;

    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofSeconds(5);

    private final BusCluster cluster;
    private final BusReceiver receiver;
    private final ThreadFactory threads;
    private final Signature signature;
    private final ChunkWriter writer;
    private final Strangers strangers = new Strangers();
    private final CountDownLatch stop = new CountDownLatch(1);
    private Thread thread;

    // Used by the listening thread only.
    private ChunkJoiner joiner;
    private Probe probe;
    private long heardAt;
    private boolean established;
    private boolean warned;

    Listening(BusCluster cluster, BusReceiver receiver, ThreadFactory threads) {
        this.cluster = cluster;
        this.receiver = receiver;
        this.threads = threads;
        this.signature = new Signature(cluster.secret());
        this.writer = new ChunkWriter(signature);
    }

    /**
     * Makes the first connection and probes it, then goes on by itself.
     *
     * @throws IllegalStateException if the connection cannot receive what the application sends
     */
    void start() {
        ListenConnection first = null;
        try {
            first = ListenConnection.open(cluster);
            establish(first);
        } catch (SQLException e) {
            if (first != null) {
                first.discard();
                first = null;
            }
            LOG.log(Level.WARNING, "The database cannot be listened to; it is tried again until it can", e);
            warned = true;
        } catch (ProbeLostException e) {
            first.discard();
            throw new IllegalStateException(e.getMessage(), e);
        }
        ListenConnection connection = first;
        thread = threads.newThread(() -> run(connection));
        thread.setName("ddp-listen-" + cluster.name());
        thread.start();
    }

    @Override
    public List<BusStatement> publish(String transaction, int backend, Map<String, String> texts) {
        return writer.statements(transaction, backend, texts);
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isStopped() {
        return stop.getCount() == 0;
    }

    private void run(ListenConnection first) {
        Duration retry = FIRST_RETRY;
        ListenConnection connection = first;
        while (!isStopped()) {
            try {
                if (connection == null) {
                    connection = ListenConnection.open(cluster);
                    establish(connection);
                }
                retry = FIRST_RETRY;
                listen(connection);
                connection.close();
                return;
            } catch (SQLException | RuntimeException | ProbeLostException e) {
                // A pool may throw anything for a connection that has died under it.
                lose(connection, e);
                connection = null;
                retry = pause(retry);
            }
        }
    }

    private void lose(ListenConnection connection, Exception cause) {
        if (connection != null) {
            connection.discard();
        }
        if (established) {
            established = false;
            receiver.lost(String.valueOf(cause.getMessage()));
        }
        if (!warned && !isStopped()) {
            warned = true;
            LOG.log(
                    Level.WARNING,
                    "LISTEN lost for cluster " + cluster.name() + "; it is tried again until it works",
                    cause);
        }
    }

    private Duration pause(Duration retry) {
        try {
            if (stop.await(retry.toMillis(), TimeUnit.MILLISECONDS)) {
                return retry;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.countDown();
        }
        Duration next = retry.multipliedBy(2);
        return next.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : next;
    }

    /** What was sent before the probe came back may be missing; nothing that is sent after it. */
    private void establish(ListenConnection connection) throws SQLException, ProbeLostException {
        joiner = new ChunkJoiner(cluster.channels());
        sendProbe();
        while (probe != null && !isStopped()) {
            receive(connection.await(POLL_MILLIS), false);
            throwIfProbeIsLost();
        }
        established = true;
        if (warned) {
            warned = false;
            LOG.log(Level.INFO, "LISTEN works for cluster " + cluster.name());
        }
        receiver.established();
    }

    private void listen(ListenConnection connection) throws SQLException, ProbeLostException {
        while (!isStopped()) {
            receive(connection.await(POLL_MILLIS), true);
            if (probe == null && System.nanoTime() - heardAt > cluster.silence().toNanos()) {
                sendProbe();
            }
            throwIfProbeIsLost();
        }
    }

    /** On another thread, because the application's data source may have no connection free. */
    private void sendProbe() {
        Probe sent = new Probe(cluster.channels().iterator().next());
        probe = sent;
        heardAt = System.nanoTime();
        BusStatement statement = sent.statement(signature);
        Thread sender = threads.newThread(() -> {
            try {
                receiver.execute(statement);
            } catch (Exception e) {
                sent.fail(e);
            }
        });
        sender.setName("ddp-probe-" + cluster.name());
        sender.start();
    }

    private void throwIfProbeIsLost() throws SQLException, ProbeLostException {
        if (probe == null) {
            return;
        }
        if (probe.failure() != null) {
            throw new SQLException("A NOTIFY could not be sent through the application's data source", probe.failure());
        }
        if (System.nanoTime() - heardAt > PROBE_TIMEOUT.toNanos()) {
            throw new ProbeLostException(
                    "A NOTIFY that was sent through the application's data source did not arrive on"
                            + " the connection that listens. If a pooler such as PgBouncer in transaction mode stands between, let"
                            + " ddp.listen.url lead to the database itself, with ddp.listen.user and ddp.listen.password; if the"
                            + " two lead to different databases, let them lead to one");
        }
    }

    private void receive(List<Notification> notifications, boolean deliver) {
        for (Notification notification : notifications) {
            Payload payload = Payload.of(notification, signature);
            if (payload == null) {
                strangers.report(notification, "was not sent by this cluster, or not with its ddp.cluster.secret");
                continue;
            }
            heardAt = System.nanoTime();
            if (probe != null && probe.is(payload)) {
                probe = null;
            } else if (deliver) {
                receive(notification, payload);
            }
        }
    }

    private void receive(Notification notification, Payload payload) {
        switch (payload.version()) {
            case Payload.PROBE -> {
                // Another server's.
            }
            case Payload.CHUNK -> receive(notification, Chunk.parse(payload.rest()));
            default -> gap("a server of the cluster speaks version " + payload.version() + " of the bus");
        }
    }

    private void receive(Notification notification, Chunk chunk) {
        if (chunk.backend() != notification.backend()) {
            strangers.report(notification, "repeats one of transaction " + chunk.transaction());
            return;
        }
        ChunkJoiner.Outcome outcome = joiner.add(notification.channel(), chunk);
        if (outcome.lost() != null) {
            gap(outcome.lost());
        }
        if (outcome.texts() != null) {
            receiver.received(chunk.transaction(), outcome.texts());
        }
    }

    /** Something is missing, and what comes from now on is not. */
    private void gap(String reason) {
        LOG.log(Level.WARNING, "Cluster " + cluster.name() + ": " + reason + "; all live queries run again");
        receiver.lost(reason);
        receiver.established();
    }
}

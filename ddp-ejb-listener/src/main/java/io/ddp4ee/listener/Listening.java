package io.ddp4ee.listener;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import io.ddp4ee.spi.BusCluster;
import io.ddp4ee.spi.BusConnection;
import io.ddp4ee.spi.BusReceiver;
import io.ddp4ee.spi.BusStatement;

/**
 * Listens for one cluster, on a thread of the container and a connection of its own, until it is closed. That thread only
 * ever reads; a second one does what may have to wait, and watches over the first.
 *
 * <p>The next connection is another thread's: to Open Liberty, whatever a thread of the container has had of a pool is in use
 * until the thread ends, though it is closed and broken, and the pool would be empty one day.
 */
final class Listening implements BusConnection {

    private static final Logger LOG = System.getLogger(Listening.class.getName());

    /** How soon a request to stop is noticed. */
    private static final int POLL_MILLIS = 500;

    /** Within a driver whose every read has such a limit, nothing takes that long. */
    private static final Duration STUCK = Duration.ofSeconds(10);

    /** How long a thread may take to notice that it is to stop, and to give back its connection. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
    /** So many notifications at once are part of a stream that is still being read. */
    private static final int MANY = 1000;

    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofSeconds(5);

    /** On a cluster that is never silent, so that it is known which transactions have ended. */
    private static final Duration PROBE_INTERVAL = Duration.ofMinutes(1);

    private final BusCluster cluster;
    private final BusReceiver receiver;
    private final Signature signature;
    private final ChunkWriter writer;
    private final Watch watch = new Watch(STUCK);
    private final BlockingQueue<Probe> probes = new ArrayBlockingQueue<>(1);
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final ThreadFactory threads;
    private final Thread prober;
    private volatile Thread listener;

    // Used by the listening thread only, and then by the next.
    private final Reception reception;
    private final Set<Class<?>> warned = new HashSet<>();
    private Duration retry = FIRST_RETRY;
    private long probedAt;

    Listening(BusCluster cluster, BusReceiver receiver, ThreadFactory threads) {
        this.cluster = cluster;
        this.receiver = receiver;
        this.signature = new Signature(cluster.secret());
        this.writer = new ChunkWriter(signature);
        this.reception = new Reception(cluster, receiver, signature);
        this.threads = threads;
        this.listener = thread("ddp-listen-", this::run);
        this.prober = thread("ddp-probe-", this::sendProbes);
    }

    private Thread thread(String purpose, Runnable task) {
        Thread thread = threads.newThread(task);
        thread.setName(purpose + cluster.name());
        return thread;
    }

    /**
     * Returns when the first connection has been made and probed, or has failed and is tried again.
     *
     * @throws IllegalStateException if the connection cannot receive what the application sends
     */
    void start() {
        prober.start();
        listener.start();
        try {
            begun.get();
        } catch (ExecutionException e) {
            close();
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted before the database could be listened to", e);
        }
    }

    @Override
    public List<BusStatement> publish(String transaction, int backend, Map<String, String> texts) {
        return writer.statements(transaction, backend, texts);
    }

    @Override
    public void close() {
        stop();
        try {
            listener.join(GRACE.toMillis());
            prober.join(POLL_MILLIS);
            if (listener.isAlive() || prober.isAlive()) {
                // One that waits for the database or for the pool gives up.
                watch.abort();
                listener.interrupt();
                prober.interrupt();
                listener.join(CLOSE_TIMEOUT.toMillis());
                prober.join(CLOSE_TIMEOUT.toMillis());
            }
        } catch (InterruptedException e) {
            watch.abort();
            Thread.currentThread().interrupt();
        }
        if (listener.isAlive() || prober.isAlive()) {
            LOG.log(Level.WARNING, "A thread of cluster " + cluster.name() + " waits for the database and cannot end");
        }
    }

    /** From now on the listening thread is the last. */
    private synchronized void stop() {
        stop.countDown();
    }

    private boolean isStopped() {
        return stop.getCount() == 0;
    }

    private void run() {
        do {
            listenOnce();
        } while (!handOn());
        begun.complete(null);
    }

    private void listenOnce() {
        ListenConnection connection = null;
        try {
            connection = ListenConnection.open(cluster, watch);
            establish(connection);
            begun.complete(null);
            retry = FIRST_RETRY;
            listen(connection);
            connection.close();
        } catch (Throwable e) {
            // A pool may throw anything for a connection that has died under it, and a receiver may be at fault;
            // nobody would notice that the thread had ended.
            lose(connection, e);
            pause();
        }
    }

    /** @return whether the thread may end: the next one has begun, or none is to */
    private synchronized boolean handOn() {
        if (isStopped()) {
            return true;
        }
        try {
            Thread next = thread("ddp-listen-", this::run);
            next.start();
            listener = next;
            return true;
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "The thread that listens for cluster " + cluster.name() + " has to go on itself", e);
            return false;
        }
    }

    private void establish(ListenConnection connection) throws SQLException, ProbeLostException {
        reception.begin();
        sendProbe();
        while (!reception.isEstablished() && !isStopped()) {
            receive(connection);
        }
        if (reception.isEstablished() && !warned.isEmpty()) {
            warned.clear();
            LOG.log(Level.INFO, "LISTEN works for cluster " + cluster.name());
        }
    }

    private void listen(ListenConnection connection) throws SQLException, ProbeLostException {
        while (!isStopped()) {
            boolean received = receive(connection);
            if (reception.expected() == null && (isProbeDue() || (!received && reception.isIncomplete()))) {
                sendProbe();
            }
        }
    }

    /** Returns whether there was something to receive. */
    private boolean receive(ListenConnection connection) throws SQLException, ProbeLostException {
        List<Notification> notifications = connection.await(POLL_MILLIS);
        reception.receive(notifications);
        Probe probe = reception.expected();
        boolean heard = reception.isEstablished() && !isLongAgo(reception.heardAt());
        if (probe != null && probe.failure() != null && heard) {
            // The application's data source has a bad time, but messages do travel.
            reception.expect(null);
        } else if (probe != null) {
            probe.throwIfLost(reception.heardAt(), notifications.size() < MANY, cluster.silence());
        }
        return !notifications.isEmpty();
    }

    private boolean isProbeDue() {
        boolean silent = isLongAgo(reception.heardAt()) && isLongAgo(probedAt);
        return silent || System.nanoTime() - probedAt > PROBE_INTERVAL.toNanos();
    }

    private boolean isLongAgo(long nanos) {
        return System.nanoTime() - nanos > cluster.silence().toNanos();
    }

    private void sendProbe() {
        Probe probe = new Probe(cluster.channels().iterator().next(), signature);
        probedAt = System.nanoTime();
        reception.expect(probe);
        probes.clear();
        probes.add(probe);
    }

    private void lose(ListenConnection connection, Throwable cause) {
        if (connection != null) {
            connection.discard();
        }
        if (isStopped()) {
            return;
        }
        reception.lose(String.valueOf(cause.getMessage()));
        if (cause instanceof ProbeLostException && begun.completeExceptionally(cause)) {
            stop.countDown();
            return;
        }
        begun.complete(null);
        if (warned.add(cause.getClass())) {
            LOG.log(
                    Level.WARNING,
                    "The database is not listened to for cluster " + cluster.name()
                            + "; it is tried again until it works",
                    cause);
        }
    }

    private void pause() {
        try {
            if (!stop.await(retry.toMillis(), TimeUnit.MILLISECONDS)) {
                Duration next = retry.multipliedBy(2);
                retry = next.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : next;
            }
        } catch (InterruptedException e) {
            stopInterrupted();
        }
    }

    private void sendProbes() {
        try {
            while (!isStopped()) {
                Probe probe = probes.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (probe != null) {
                    probe.send(receiver);
                }
                watch.abortIfStuck();
            }
        } catch (InterruptedException e) {
            stopInterrupted();
        }
    }

    /** A container interrupts the threads that it takes away. */
    private void stopInterrupted() {
        Thread.currentThread().interrupt();
        if (!isStopped()) {
            LOG.log(Level.WARNING, "Interrupted; the database is no longer listened to for cluster " + cluster.name());
            stop.countDown();
        }
    }
}

package io.ddp4ee.listener;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

import jakarta.annotation.Nullable;

import io.ddp4ee.spi.BusCluster;
import io.ddp4ee.spi.BusReceiver;

/** Judges what arrives, and tells the receiver what it means. Used by the listening thread only. */
final class Reception {

    private static final Logger LOG = System.getLogger(Reception.class.getName());

    /** What is put together of one transaction; the receiver throws more away anyway. */
    private static final long MOST_BYTES = 64L << 20;

    private final BusCluster cluster;
    private final BusReceiver receiver;
    private final Signature signature;
    private final Strangers strangers = new Strangers();

    private final Delivered delivered = new Delivered();
    private ChunkJoiner joiner;
    private Probe probe;
    private boolean established;
    private long heardAt = System.nanoTime();

    Reception(BusCluster cluster, BusReceiver receiver, Signature signature) {
        this.cluster = cluster;
        this.receiver = receiver;
        this.signature = signature;
    }

    /** Of a new connection, on which nothing counts before a probe has come back. */
    void begin() {
        joiner = new ChunkJoiner(cluster.channels(), MOST_BYTES);
    }

    /** @param expected null to give up the one that was expected */
    void expect(@Nullable Probe expected) {
        probe = expected;
    }

    @Nullable
    Probe expected() {
        return probe;
    }

    boolean isEstablished() {
        return established;
    }

    /** Whether a transaction has arrived in part. */
    boolean isIncomplete() {
        return joiner.isIncomplete();
    }

    /** When the last message arrived that proves that messages travel. */
    long heardAt() {
        return heardAt;
    }

    /** Transactions may be missing from now on. */
    void lose(String reason) {
        if (established) {
            established = false;
            try {
                receiver.lost(reason);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "The loss of notifications could not be told", e);
            }
        }
    }

    void receive(List<Notification> notifications) {
        notifications.forEach(this::receive);
    }

    private void receive(Notification notification) {
        Long oldest = probe == null ? null : probe.oldest(notification);
        if (oldest != null) {
            complete(oldest);
        } else if (Probe.isOne(notification, signature)) {
            interruptIncomplete();
        } else {
            Payload payload = Payload.of(notification, signature);
            if (payload == null) {
                strangers.report(notification, "was not sent by this cluster, or not with its ddp.cluster.secret");
            } else if (payload.backend() != notification.backend()) {
                strangers.report(notification, "repeats one of backend " + payload.backend());
            } else if (established) {
                heardAt = System.nanoTime();
                receive(notification, payload);
            }
        }
    }

    /** What was sent before the probe may be missing; nothing that is sent after it. */
    private void complete(long oldest) {
        probe = null;
        heardAt = System.nanoTime();
        delivered.forgetBefore(oldest);
        if (established) {
            interruptIncomplete();
        } else {
            established = true;
            receiver.established();
        }
    }

    private void interruptIncomplete() {
        String lost = joiner.interrupt();
        if (lost != null) {
            gap(lost);
        }
    }

    private void receive(Notification notification, Payload payload) {
        if (!payload.version().equals(Payload.CHUNK)) {
            gap("a server of the cluster speaks version " + payload.version() + " of the bus");
            return;
        }
        ChunkJoiner.Outcome outcome;
        Chunk chunk;
        try {
            chunk = Chunk.parse(payload.rest());
            if (delivered.contains(chunk.of())) {
                strangers.report(notification, "repeats one of transaction " + chunk.transaction());
                return;
            }
            outcome = joiner.add(notification.channel(), chunk);
        } catch (IllegalArgumentException e) {
            gap("a server of the cluster sends what cannot be read: " + e.getMessage());
            return;
        }
        if (outcome.lost() != null) {
            gap(outcome.lost());
        }
        if (outcome.texts() != null) {
            delivered.add(chunk.of());
            handOn(chunk, outcome.texts());
        }
    }

    private void handOn(Chunk chunk, List<String> texts) {
        try {
            receiver.received(Long.toString(chunk.transaction()), texts);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Transaction " + chunk.transaction() + " could not be received", e);
            gap("transaction " + chunk.transaction() + " could not be received");
        }
    }

    /** Something is missing, and what comes from now on is not. */
    private void gap(String reason) {
        LOG.log(Level.WARNING, "Cluster " + cluster.name() + ": " + reason + "; all live queries run again");
        receiver.lost(reason);
        receiver.established();
    }
}

package io.ddp4ee.listener;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.Nullable;

import io.ddp4ee.spi.BusReceiver;
import io.ddp4ee.spi.BusStatement;

/**
 * A message that this server sends to itself, through the application's data source, to see whether messages travel:
 * {@code P signature id oldest}. PostgreSQL itself adds the oldest transaction that has not ended, so that is not signed;
 * but nobody knows the id before the message has been sent.
 */
final class Probe {

    private static final String VERSION = "P";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** How many timeouts it may be late while messages come that were sent before it. */
    private static final int PATIENCE = 12;

    private final String channel;
    private final String text;
    private final long askedAt = System.nanoTime();

    private volatile Long sentAt;
    private volatile Throwable failure;

    Probe(String channel, Signature signature) {
        this.channel = channel;
        String id = UUID.randomUUID().toString();
        this.text = VERSION + " " + signature.sign(channel, VERSION + " " + id) + " " + id + " ";
    }

    /** On a thread that may wait, because the application's data source may have no connection free. */
    void send(BusReceiver receiver) {
        try {
            receiver.execute(statement());
            sentAt = System.nanoTime();
        } catch (Throwable e) {
            failure = e;
        }
    }

    BusStatement statement() {
        return new BusStatement(
                "select cast(pg_notify(?1, cast(?2 as text)"
                        + " || cast(pg_snapshot_xmin(pg_current_snapshot()) as text)) as text)",
                List.of(channel, text));
    }

    /** Null if the notification is not this probe, else the oldest transaction that had not ended when it was sent. */
    @Nullable
    Long oldest(Notification notification) {
        if (!notification.channel().equals(channel) || !notification.payload().startsWith(text)) {
            return null;
        }
        return Long.valueOf(notification.payload().substring(text.length()));
    }

    /** Whether a notification is the probe of any server of the cluster. */
    static boolean isOne(Notification notification, Signature signature) {
        String[] parts = notification.payload().split(" ", 4);
        return parts.length == 4
                && parts[0].equals(VERSION)
                && signature.isOf(parts[1], notification.channel(), VERSION + " " + parts[2]);
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    /**
     * @param heardAt when messages were known to travel
     * @param caughtUp whether everything has been read that was sent before it
     * @param silence for how long the data source may have no connection free while nothing is heard
     */
    void throwIfLost(long heardAt, boolean caughtUp, Duration silence) throws SQLException, ProbeLostException {
        Throwable cause = failure;
        Long sent = sentAt;
        long now = System.nanoTime();
        if (cause != null) {
            throw new SQLException("A NOTIFY could not be sent through the application's data source", cause);
        }
        if (sent == null) {
            if (now - Math.max(askedAt, heardAt) > TIMEOUT.plus(silence).toNanos()) {
                throw new SQLException("The application's data source does not answer");
            }
        } else if (now - sent > TIMEOUT.multipliedBy(caughtUp ? 1 : PATIENCE).toNanos()) {
            throw new ProbeLostException(
                    "A NOTIFY that was sent through the application's data source did not arrive on"
                            + " the connection that listens. If a pooler such as PgBouncer in transaction mode stands between, let"
                            + " ddp.listen.url lead to the database itself, with ddp.listen.user and ddp.listen.password; if the"
                            + " two lead to different databases, let them lead to one");
        }
    }
}

package io.ddp4ee.logs;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import io.ddp4ee.bus.Notice;
import io.ddp4ee.bus.NoticeReceiver;
import io.ddp4ee.bus.Notices;
import io.ddp4ee.ejson.EjsonException;
import io.ddp4ee.publication.Production;

/**
 * What this server and the others tell each other of what they log: that somebody wants it, from time to time while he does,
 * and then the records. Whoever has not been told so for a while sends none, so that nobody has to say that he has gone.
 */
final class LogCluster {

    private static final Logger LOG = System.getLogger(LogCluster.class.getName());

    private static final String WANTED = "logs.wanted";
    private static final String RECORDS = "logs";

    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final int MOST_CHARACTERS = 100_000;

    private final String server;
    private final LogFeed feed;
    private final LogFeed.Teller teller;
    private final Executor readers;
    private final LongSupplier clock;
    private final Duration lease;
    private final Parcel parcel = new Parcel(MOST_CHARACTERS);
    private final AtomicBoolean telling = new AtomicBoolean();
    private final AtomicLong parcels = new AtomicLong();

    // From here on under the lock of the feed's audience.

    /** What keeps records coming for others; null if they want none. */
    private Production held;

    private long heldUntil;
    private long wantedAt;
    private long sentAt;

    /** So that it is said once. */
    private volatile boolean failing;

    /**
     * @param readers for work that waits for the database
     * @param lease how long records are sent to somebody who does not say again that he wants them
     */
    LogCluster(
            String server, LogFeed feed, LogFeed.Teller teller, Executor readers, LongSupplier clock, Duration lease) {
        this.server = server;
        this.feed = feed;
        this.teller = teller;
        this.readers = readers;
        this.clock = clock;
        this.lease = lease;
        this.wantedAt = clock.getAsLong() - lease.toNanos();
        this.sentAt = clock.getAsLong() - BETWEEN.toNanos();
    }

    void receive(Notices notices) {
        notices.add(WANTED, new NoticeReceiver() {
            @Override
            public void received(String from) {
                if (!from.equals(server)) {
                    feed.later(LogCluster.this::hold);
                }
            }

            @Override
            public void missed() {
                // Who wants it says so again.
            }
        });
        notices.add(RECORDS, new NoticeReceiver() {
            @Override
            public void received(String text) {
                feed.later(() -> show(text));
            }

            @Override
            public void missed() {
                // As with those that had no room, but nobody knows how many.
            }
        });
    }

    private void show(String text) {
        try {
            // The own ones are shown already.
            feed.showOthers(Shown.parse(text).stream()
                    .filter(one -> !server.equals(one.fields().get("server")))
                    .toList());
        } catch (EjsonException | ClassCastException e) {
            LOG.log(Level.WARNING, "What another server has logged cannot be read", e);
        }
    }

    private void hold() {
        heldUntil = clock.getAsLong() + lease.toNanos();
        if (held == null) {
            held = feed.keep();
        }
    }

    /** @return whether others want records still */
    private boolean isHeld() {
        if (held != null && clock.getAsLong() - heldUntil > 0) {
            held.dispose().run();
            held = null;
        }
        return held != null;
    }

    /**
     * From time to time, while somebody here looks or others want it.
     *
     * @param records that have come since
     */
    void tick(boolean isLookedAt, List<Shown> records) {
        long now = clock.getAsLong();
        if (isLookedAt && now - wantedAt >= lease.toNanos() / 3) {
            wantedAt = now;
            // The thread's work is marked, as that is which asks for it.
            readers.execute(() -> tell(new Notice(WANTED, server), 0));
        }
        if (!isHeld()) {
            return;
        }
        parcel.add(records);
        if (now - sentAt >= BETWEEN.toNanos() && !parcel.isEmpty() && telling.compareAndSet(false, true)) {
            sentAt = now;
            readers.execute(() -> {
                try {
                    List<Shown> taken = parcel.take(server + "-parcel-" + parcels.incrementAndGet(), server);
                    tell(new Notice(RECORDS, Shown.print(taken)), taken.size());
                } finally {
                    telling.set(false);
                }
            });
        }
    }

    private void tell(Notice notice, int records) {
        try {
            teller.tell(notice);
            failing = false;
        } catch (Exception e) {
            parcel.lost(records);
            if (!failing) {
                failing = true;
                LOG.log(Level.WARNING, "What is logged cannot be sent to the other servers", e);
            }
        }
    }
}

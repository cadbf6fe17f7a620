package io.ddp4ee.unit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.capture.Capture;
import io.ddp4ee.container.Threads;
import io.ddp4ee.persistence.EntityManagerRows;
import io.ddp4ee.persistence.Unit;

/**
 * Tells the cluster that anything may have changed. What this server wrote before its changes were noticed was told to
 * nobody: by start-up code that ran before us, or while the database was back and we were not. So it is told at once, for
 * what has committed, and once more when every transaction that may have begun before has ended.
 */
final class Announcement {

    private static final Logger LOG = System.getLogger(Announcement.class.getName());

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Unit unit;
    private final Capture capture;
    private final Threads threads;

    Announcement(Unit unit, Capture capture, Threads threads) {
        this.unit = unit;
        this.capture = capture;
        this.threads = threads;
    }

    /** Begins to tell. Called when changes are noticed. */
    void begin() {
        threads.readers()
                .execute(() -> attempt(
                        () -> {
                            awaitEndUpTo(capture.publishEverything(unit.transactions()));
                        },
                        this::begin));
    }

    private void awaitEndUpTo(long transaction) {
        threads.readers()
                .execute(() -> attempt(
                        () -> {
                            Snapshot now = unit.transactions()
                                    .call(entityManager -> Capture.snapshot(new EntityManagerRows(entityManager)));
                            if (now.xmin() > transaction) {
                                capture.publishEverything(unit.transactions());
                            } else {
                                threads.timer().after(AGAIN, () -> awaitEndUpTo(transaction));
                            }
                        },
                        () -> awaitEndUpTo(transaction)));
    }

    private interface Work {
        void run() throws Exception;
    }

    private void attempt(Work work, Runnable again) {
        try {
            work.run();
        } catch (Exception e) {
            LOG.log(Level.DEBUG, () -> "What " + unit + " wrote before the start is told later", e);
            threads.timer().after(AGAIN, again);
        }
    }
}

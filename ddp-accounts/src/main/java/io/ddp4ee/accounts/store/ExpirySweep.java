package io.ddp4ee.accounts.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Nullable;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Ends logins whose tokens have expired, every ten minutes, once there was a login on this server: before there is none that
 * would have to be ended, and an expired token logs nobody in.
 */
@ApplicationScoped
public class ExpirySweep {

    private static final Logger LOG = System.getLogger(ExpirySweep.class.getName());
    private static final int MINUTES = 10;

    /** Of tokens in one transaction. */
    private static final int MOST = 1000;

    @Inject
    LoginTokens tokens;

    /** Guarded by this. */
    @Nullable
    private Future<?> running;

    public synchronized void start() {
        if (running == null) {
            running = Jndi.lookup("java:comp/DefaultManagedScheduledExecutorService", ScheduledExecutorService.class)
                    .scheduleWithFixedDelay(this::sweep, MINUTES, MINUTES, TimeUnit.MINUTES);
        }
    }

    /** What fails once is tried again: a failure must not end the schedule. */
    private void sweep() {
        try {
            int removed = MOST;
            while (removed == MOST) {
                removed = tokens.removeExpired(MOST);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Expired logins could not be ended; they will be in ten minutes", e);
        }
    }

    @PreDestroy
    synchronized void stop() {
        if (running != null) {
            running.cancel(true);
        }
    }
}

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

import io.ddp4ee.accounts.settings.Setting;
import io.ddp4ee.accounts.settings.Settings;

/**
 * Ends logins whose tokens have expired, time and again once there was a login on this server: before, it has no session that
 * would have to be closed, and an expired token logs nobody in. All servers do so, each when it likes: what a statement deletes
 * is gone for the others, and a session that is closed twice is closed.
 *
 * <p>By the container's scheduler, whose threads know the application, and end with it. The next time is counted from the end
 * of one, so that a slow database never has two at work for one server.
 */
@ApplicationScoped
public class ExpirySweep {

    private static final Logger LOG = System.getLogger(ExpirySweep.class.getName());
    /** Of tokens in one transaction. */
    private static final int MOST = 1000;

    @Inject
    LoginTokens tokens;

    @Inject
    MailTokens mailTokens;

    @Inject
    Settings settings;

    /** Guarded by this. */
    @Nullable
    private Future<?> running;

    public synchronized void start() {
        if (running == null) {
            long millis = settings.duration(Setting.EXPIRY_SWEEP).toMillis();
            running = Jndi.lookup("java:comp/DefaultManagedScheduledExecutorService", ScheduledExecutorService.class)
                    .scheduleWithFixedDelay(this::sweep, millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    /** What fails once is tried again: a failure must not end the schedule. */
    private void sweep() {
        try {
            int removed = MOST;
            while (removed == MOST) {
                removed = tokens.removeExpired(MOST);
            }
            mailTokens.removeExpired();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Expired logins could not be ended; that is tried again the next time", e);
        }
    }

    @PreDestroy
    synchronized void stop() {
        if (running != null) {
            running.cancel(true);
        }
    }
}

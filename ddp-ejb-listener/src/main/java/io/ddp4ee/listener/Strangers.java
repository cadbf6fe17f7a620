package io.ddp4ee.listener;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Reports notifications that are not the cluster's own; seldom, since anybody can send as many as he likes. */
final class Strangers {

    private static final Logger LOG = System.getLogger(Strangers.class.getName());

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private long reportedAt = System.nanoTime() - PAUSE.toNanos();
    private long count;

    void report(Notification notification, String what) {
        count++;
        if (System.nanoTime() - reportedAt >= PAUSE.toNanos()) {
            reportedAt = System.nanoTime();
            LOG.log(
                    Level.WARNING,
                    "A notification in channel {0} from backend {1} {2}; it is ignored ({3} so far)",
                    notification.channel(),
                    Integer.toString(notification.backend()),
                    what,
                    Long.toString(count));
        }
    }
}

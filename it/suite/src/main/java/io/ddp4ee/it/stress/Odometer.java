package io.ddp4ee.it.stress;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import io.ddp4ee.DdpMethod;
import io.ddp4ee.DdpSession;
import io.ddp4ee.Publication;
import io.ddp4ee.PublicationHandler;
import io.ddp4ee.Subscription;

/** Counts how often each call has run, and tells each subscriber a number that grows by one with every call. */
@ApplicationScoped
public class Odometer {

    static final String COLLECTION = "odometer";

    private final Map<String, Integer> runs = new HashMap<>();
    private final Set<Subscription> subscriptions = new HashSet<>();
    private long distance;

    @Produces
    @Publication("odometer")
    PublicationHandler odometer() {
        return this::publish;
    }

    private synchronized void publish(Subscription subscription) {
        subscriptions.add(subscription);
        subscription.onStop(() -> remove(subscription));
        subscription.added(COLLECTION, "distance", Map.of("n", distance));
        subscription.ready();
    }

    private synchronized void remove(Subscription subscription) {
        subscriptions.remove(subscription);
    }

    /** @return how often the session's call has run by now; in another session it is another */
    @DdpMethod
    public synchronized int drive(DdpSession session, String call) {
        distance++;
        subscriptions.forEach(subscription -> subscription.changed(COLLECTION, "distance", Map.of("n", distance)));
        return runs.merge(session.id() + " " + call, 1, Integer::sum);
    }

    /** How many calls there were, each of a session, and how often the one has run that ran most often. */
    @DdpMethod
    public synchronized Map<String, Long> runs() {
        LongSummaryStatistics all =
                runs.values().stream().mapToLong(Integer::longValue).summaryStatistics();
        return Map.of("calls", all.getCount(), "most", all.getMax());
    }
}

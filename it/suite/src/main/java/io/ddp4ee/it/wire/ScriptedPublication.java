package io.ddp4ee.it.wire;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import io.ddp4ee.DdpException;
import io.ddp4ee.DdpMethod;
import io.ddp4ee.DdpSession;
import io.ddp4ee.Param;
import io.ddp4ee.Publication;
import io.ddp4ee.PublicationHandler;
import io.ddp4ee.RateLimit;
import io.ddp4ee.Subscription;

/** Does what its subscriber says, when it subscribes and later. */
@ApplicationScoped
public class ScriptedPublication {

    @Produces
    static final RateLimit LIMITED =
            RateLimit.of(1, Duration.ofHours(1)).methods("limited").perConnection();

    @Produces
    static final RateLimit LIMITED_SCRIPTS =
            RateLimit.of(1, Duration.ofHours(1)).subscriptions("limitedScript").perConnection();

    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();

    @Produces
    @Publication("script")
    PublicationHandler script(@Param Object name, @Param Object steps, DdpSession session) {
        return subscription -> {
            String key = session.id() + name;
            subscriptions.put(key, subscription);
            subscription.onStop(() -> subscriptions.remove(key, subscription));
            run(subscription, (List<?>) steps);
        };
    }

    @Produces
    @Publication("limitedScript")
    PublicationHandler limited() {
        return Subscription::ready;
    }

    @DdpMethod("limited")
    public void limitedMethod() {}

    /** Has a subscription of this session do more. */
    @DdpMethod
    public void steps(Object name, Object steps, DdpSession session) {
        run(subscriptions.get(session.id() + name), (List<?>) steps);
    }

    @DdpMethod
    public void unsupported() {
        throw new UnsupportedOperationException("none of the client's business");
    }

    /** Ends the session from within. */
    @DdpMethod
    public void closeSession(DdpSession session) {
        session.close();
    }

    @DdpMethod
    public void refuseWith(Object error, String reason, Object details) {
        if (error instanceof Number code) {
            throw new DdpException(code.intValue(), reason, details);
        }
        throw new DdpException((String) error, reason, details);
    }

    private static void run(Subscription subscription, List<?> steps) {
        for (Object step : steps) {
            run(subscription, (List<?>) step, text((List<?>) step, 0));
        }
    }

    private static void run(Subscription subscription, List<?> step, String what) {
        switch (what) {
            case "added" -> subscription.added(text(step, 1), text(step, 2), step.get(3));
            case "changed" -> subscription.changed(text(step, 1), text(step, 2), step.get(3));
            case "cleared" -> subscription.cleared(text(step, 1), text(step, 2), text(step, 3));
            case "removed" -> subscription.removed(text(step, 1), text(step, 2));
            case "ready" -> subscription.ready();
            case "stop" -> subscription.stop();
            case "error" -> subscription.error(new DdpException(text(step, 1), text(step, 2), null));
            case "errs" -> subscription.error(new IllegalStateException("A publisher fails later"));
            case "mutated" -> addMutated(subscription, text(step, 1), text(step, 2));
            case "fail" -> throw new IllegalStateException("A publisher fails");
            default -> throw new IllegalArgumentException(what);
        }
    }

    /** What it gives is changed behind its back. */
    private static void addMutated(Subscription subscription, String collection, String id) {
        Map<String, Object> inner = new HashMap<>(Map.of("y", 42));
        Map<String, Object> fields = Map.of("x", inner);
        subscription.added(collection, id, fields);
        inner.put("y", 43);
        subscription.changed(collection, id, fields);
    }

    private static String text(List<?> step, int index) {
        return (String) step.get(index);
    }
}

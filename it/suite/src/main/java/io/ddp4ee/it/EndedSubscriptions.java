package io.ddp4ee.it;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import io.ddp4ee.DdpMethod;
import io.ddp4ee.Param;
import io.ddp4ee.Publication;
import io.ddp4ee.PublicationHandler;

/** Knows which subscriptions have ended. */
@ApplicationScoped
public class EndedSubscriptions {

    private final Set<String> ended = ConcurrentHashMap.newKeySet();

    @Produces
    @Publication("ended")
    PublicationHandler ended(@Param String key) {
        return subscription -> {
            subscription.onStop(() -> ended.add(key));
            subscription.ready();
        };
    }

    @DdpMethod
    public boolean hasEnded(String key) {
        return ended.contains(key);
    }
}

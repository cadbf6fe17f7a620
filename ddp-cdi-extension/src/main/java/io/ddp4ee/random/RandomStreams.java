package io.ddp4ee.random;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import jakarta.annotation.Nullable;

/**
 * The streams of one method call, each with a name: what is drawn from one does not depend on how much is drawn from the
 * others, of which a client's stub may know nothing.
 */
public final class RandomStreams {

    /** As Meteor names the stream of those who name none. */
    private static final String DEFAULT = "default";

    private static final int SEED_LENGTH = 20;

    private final Supplier<String> seed;
    private final Map<String, RandomStream> streams = new ConcurrentHashMap<>();
    private String known;

    /**
     * @param seed the client's; none if it is null or empty
     * @param own makes a seed when one is needed and the client has sent none
     */
    public RandomStreams(@Nullable String seed, Supplier<String> own) {
        this.seed = seed == null || seed.isEmpty() ? own : () -> seed;
    }

    public RandomStream named(String name) {
        return streams.computeIfAbsent(name.isEmpty() ? DEFAULT : name, absent -> new RandomStream(seed(), absent));
    }

    /** That of the ids of new documents. */
    public RandomStream ofCollection(String collection) {
        return named("/collection/" + collection);
    }

    /** Those of a method that this one calls, as its stub calls it. */
    public RandomStreams nested(String method) {
        return new RandomStreams(named("/rpc/" + method).hexString(SEED_LENGTH), seed);
    }

    private synchronized String seed() {
        if (known == null) {
            known = seed.get();
        }
        return known;
    }
}

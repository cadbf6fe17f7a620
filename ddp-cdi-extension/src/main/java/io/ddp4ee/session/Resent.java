package io.ddp4ee.session;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.Nullable;

import io.ddp4ee.message.Request;

/**
 * What a client will ask for once more when it comes back, though it has been heard: it cannot know that. Each is passed over
 * once, because its id may be used again, and then means something new.
 */
final class Resent {

    private final Set<Request> expected = ConcurrentHashMap.newKeySet();

    void expect(Collection<Request> heard) {
        expected.clear();
        expected.addAll(heard);
    }

    /** Whether this is one of them. */
    boolean passes(@Nullable Request request) {
        return request != null && expected.remove(request);
    }
}

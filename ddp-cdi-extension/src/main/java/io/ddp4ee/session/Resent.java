package io.ddp4ee.session;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.ddp4ee.message.Incoming;
import io.ddp4ee.message.Request;

/**
 * What a client will ask for once more when it comes back, though it has been heard: it cannot know that. Each is passed over
 * once, because its id may be used again, and then means something new; so it does when the client has ended what it was used
 * for.
 */
final class Resent {

    private final Set<Request> expected = ConcurrentHashMap.newKeySet();

    void expect(Collection<Request> heard) {
        expected.clear();
        expected.addAll(heard);
    }

    /** Whether this is one of them. */
    boolean passes(Incoming message) {
        Request withdrawn = message.withdrawn();
        if (withdrawn != null) {
            expected.remove(withdrawn);
        }
        Request request = message.request();
        return request != null && expected.remove(request);
    }
}

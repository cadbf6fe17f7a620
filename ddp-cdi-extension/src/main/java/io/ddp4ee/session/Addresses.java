package io.ddp4ee.session;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many sessions the clients of each address have. One that the container does not tell is an address, too. */
final class Addresses {

    private final int most;
    private final Map<String, Integer> sessions = new ConcurrentHashMap<>();

    Addresses(int most) {
        this.most = most;
    }

    /** @return whether there may be this one, which is counted in any case */
    boolean enter(String address) {
        return sessions.merge(address, 1, Integer::sum) <= most;
    }

    void leave(String address) {
        sessions.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
    }
}

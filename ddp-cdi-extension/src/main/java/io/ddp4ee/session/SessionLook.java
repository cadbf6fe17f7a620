package io.ddp4ee.session;

import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.Nullable;

/**
 * A session as it is at one moment, for whoever looks after the server.
 *
 * @param userId null if nobody has logged in
 * @param state NEW, CONNECTED, PARKED or REFUSED
 * @param toHandle requests that have not been answered
 * @param toSend messages that wait to be sent
 */
public record SessionLook(
        String id,
        @Nullable String userId,
        String address,
        String state,
        int toHandle,
        int toSend,
        List<SubscriptionLook> subscriptions) {

    /**
     * A subscription.
     *
     * @param id the client's; null for a universal publication's
     * @param queries how many live queries it follows
     */
    public record SubscriptionLook(
            @Nullable String id, String publication, List<Object> parameters, boolean ready, int queries) {}

    /** Null of one that has ended. */
    @Nullable
    static SessionLook of(Session session) {
        SessionLook[] look = new SessionLook[1];
        session.locked(() -> {
            if (!session.isClosed()) {
                List<SubscriptionLook> subscriptions = new ArrayList<>();
                session.subscriptions().all().forEach(one -> subscriptions.add(one.look()));
                look[0] = new SessionLook(
                        session.handle().id(),
                        session.handle().userId(),
                        session.handle().clientAddress(),
                        session.state().name(),
                        session.toHandle(),
                        session.delivery().outbox().size(),
                        subscriptions);
            }
        });
        return look[0];
    }
}

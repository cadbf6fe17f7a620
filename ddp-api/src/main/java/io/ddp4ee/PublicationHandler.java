package io.ddp4ee;

/**
 * A publication of data that is no query: the handler adds, changes and removes documents itself, for one subscription.
 *
 * <pre>{@code
 * @Produces @Publication("clock")
 * PublicationHandler clock(Ticker ticker) {
 *     return subscription -> {
 *         subscription.added("clock", "now", Map.of("time", Instant.now()));
 *         subscription.ready();
 *         subscription.onStop(ticker.onTick(t -> subscription.changed("clock", "now", Map.of("time", t))));
 *     };
 * }
 * }</pre>
 */
@FunctionalInterface
public interface PublicationHandler {
    /**
     * Begins to publish. Returns when it likes; {@link Subscription#ready} may come later, from any thread.
     *
     * @throws Exception answers the subscription with {@code nosub}, as {@link DdpException} tells
     */
    void publish(Subscription subscription) throws Exception;
}

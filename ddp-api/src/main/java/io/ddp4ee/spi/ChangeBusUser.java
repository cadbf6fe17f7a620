package io.ddp4ee.spi;

/**
 * What a {@link ChangeBus} starts once the container has everything ready, and stops before it takes it away. A bean of the
 * application, which the bus finds by this type.
 *
 * <pre>{@code
 * @Inject ChangeBusUser user;
 *
 * @PostConstruct
 * void start() {
 *     user.start(this);
 * }
 *
 * @PreDestroy
 * void stop() {
 *     user.stop();
 * }
 * }</pre>
 */
public interface ChangeBusUser {
    /**
     * Begins to work. Called once.
     *
     * @throws RuntimeException refuses the deployment; the message says what to change
     */
    void start(ChangeBus bus);

    /** Gives back every thread and connection. Called once. */
    void stop();
}

package io.ddp4ee.spi;

/** What a {@link ChangeBus} starts once the container has everything ready, and stops before it takes it away. */
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

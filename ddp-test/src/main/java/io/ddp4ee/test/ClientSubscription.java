package io.ddp4ee.test;

/**
 * A subscription of a test.
 *
 * <pre>{@code
 * ClientSubscription books = client.subscribe("BooksByAuthorEmail", "a@b.c").awaitReady();
 * books.stop();
 * }</pre>
 */
public final class ClientSubscription {

    private final DdpClient client;
    private final String id;
    private boolean ready;
    private boolean ended;
    private DdpErrorException error;

    ClientSubscription(DdpClient client, String id) {
        this.client = client;
        this.id = id;
    }

    /** The id that stands in the messages. */
    public String id() {
        return id;
    }

    /**
     * Waits until the first documents are complete.
     *
     * @throws DdpErrorException if the server refuses the subscription
     */
    public ClientSubscription awaitReady() {
        client.await("ready of subscription " + id, () -> ready || ended);
        if (error != null) {
            throw new DdpErrorException(error);
        }
        return this;
    }

    /** Waits until the server has ended the subscription, and gives its error; null for none. */
    public DdpErrorException awaitEnd() {
        client.await("nosub of subscription " + id, () -> ended);
        return error;
    }

    /** Ends the subscription, and waits until the server has said so. */
    public void stop() {
        stopAsync();
        client.await("nosub of subscription " + id, () -> ended);
    }

    /** Ends the subscription; does not wait. */
    public void stopAsync() {
        client.send("{\"msg\":\"unsub\",\"id\":" + Ejson.print(id) + "}");
    }

    /** Whether the server has said that the first documents are complete. */
    public boolean isReady() {
        return client.locked(() -> ready);
    }

    void ready() {
        if (ready) {
            throw new AssertionError("A second ready for " + id);
        }
        ready = true;
    }

    void ended(DdpErrorException cause) {
        ended = true;
        error = cause;
    }
}

package io.ddp4ee.test;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

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
    private final String publication;
    private final Object[] parameters;
    private boolean ready;
    private boolean stopping;
    private boolean ended;
    private DdpErrorException error;

    ClientSubscription(DdpClient client, String id, String publication, Object... parameters) {
        this.client = client;
        this.id = id;
        this.publication = publication;
        this.parameters = parameters;
    }

    /** What a server has to be told that may know nothing of it. */
    String message() {
        if (stopping) {
            return unsub();
        }
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("msg", "sub");
        message.put("id", id);
        message.put("name", publication);
        message.put("params", Arrays.asList(parameters));
        return Ejson.print(message);
    }

    private String unsub() {
        return "{\"msg\":\"unsub\",\"id\":" + Ejson.print(id) + "}";
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
        client.locked(() -> stopping = true);
        client.send(unsub());
    }

    /** Whether the server has said that the first documents are complete. */
    public boolean isReady() {
        return client.locked(() -> ready);
    }

    boolean isEnded() {
        return ended;
    }

    /** Another session will say again that it is ready. */
    void beginAgain() {
        ready = false;
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

package io.ddp4ee.session;

import java.util.function.Consumer;

import jakarta.annotation.Nullable;

/** What a session writes to. */
public interface Connection {

    /**
     * Begins to send a message; must not wait for the client.
     *
     * @param done told once, by whatever thread, with the failure or null. Until then no other send is begun
     */
    void send(String message, Consumer<Throwable> done);

    /**
     * Begins to close the connection, if it is open; must not wait for the client. From any thread, any number of times.
     *
     * @param reason told to the client; null for none
     */
    void close(int code, @Nullable String reason);
}

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
     * Closes the connection, if it is open. May wait for the client: it is called on a thread of its own.
     *
     * @param reason told to the client; null for none
     */
    void close(int code, @Nullable String reason);
}
